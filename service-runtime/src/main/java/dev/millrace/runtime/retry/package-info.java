/** Trying again, and how long to wait before. */
@NullMarked
package dev.millrace.runtime.retry;

import org.jspecify.annotations.NullMarked;
