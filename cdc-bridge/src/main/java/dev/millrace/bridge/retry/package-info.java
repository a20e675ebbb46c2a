/** How long to wait before trying again. */
@NullMarked
package dev.millrace.bridge.retry;

import org.jspecify.annotations.NullMarked;
