/** Folding events into views, and what becomes of records that cannot be. */
@NullMarked
package dev.millrace.projection.fold;

import org.jspecify.annotations.NullMarked;
