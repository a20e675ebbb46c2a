/** The HTTP API over the read models. */
@NullMarked
package dev.millrace.projection.query;

import org.jspecify.annotations.NullMarked;
