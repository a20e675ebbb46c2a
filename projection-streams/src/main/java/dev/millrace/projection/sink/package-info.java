/** Writing rows behind the offsets: durable first, committed after. */
@NullMarked
package dev.millrace.projection.sink;

import org.jspecify.annotations.NullMarked;
