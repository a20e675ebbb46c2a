/** The order: its commands, its events and the rules between them. Plain Java without I/O. */
@NullMarked
package dev.millrace.order.domain;

import org.jspecify.annotations.NullMarked;
