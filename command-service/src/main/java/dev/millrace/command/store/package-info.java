/** The event store: its port, and its implementation on ScyllaDB. */
@NullMarked
package dev.millrace.command.store;

import org.jspecify.annotations.NullMarked;
