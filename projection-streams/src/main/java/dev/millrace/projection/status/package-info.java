/** The read model of a dashboard: orders by status, newest first, and how many there are. */
@NullMarked
package dev.millrace.projection.status;

import org.jspecify.annotations.NullMarked;
