/** The command service: takes commands over HTTP, decides them, appends events and outbox rows. */
@NullMarked
package dev.millrace.command;

import org.jspecify.annotations.NullMarked;
