/** The read model of single orders. */
@NullMarked
package dev.millrace.projection.order;

import org.jspecify.annotations.NullMarked;
