/** Traces: where the time of a command goes, from its request to its rows. */
@NullMarked
package dev.millrace.runtime.trace;

import org.jspecify.annotations.NullMarked;
