/** Operates the projections of a running service. */
@NullMarked
package dev.millrace.cli.projections;

import org.jspecify.annotations.NullMarked;
