/** Compares the tables of two builds, row by row. */
@NullMarked
package dev.millrace.projection.compare;

import org.jspecify.annotations.NullMarked;
