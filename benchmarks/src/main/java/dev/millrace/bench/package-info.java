/**
 * Benchmarks: each prints what was measured beside the raw limit, measured in the same run on the
 * same machine, and their ratio. What they print is a finding, not a test.
 */
@NullMarked
package dev.millrace.bench;

import org.jspecify.annotations.NullMarked;
