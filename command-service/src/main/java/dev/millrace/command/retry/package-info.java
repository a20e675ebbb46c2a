/** Trying again without blocking a thread. */
@NullMarked
package dev.millrace.command.retry;

import org.jspecify.annotations.NullMarked;
