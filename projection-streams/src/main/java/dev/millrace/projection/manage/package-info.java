/** Runs the builds of projections as the database says that they should, and shows how they are. */
@NullMarked
package dev.millrace.projection.manage;

import org.jspecify.annotations.NullMarked;
