/** What more than one service measures. */
@NullMarked
package dev.millrace.runtime.metrics;

import org.jspecify.annotations.NullMarked;
