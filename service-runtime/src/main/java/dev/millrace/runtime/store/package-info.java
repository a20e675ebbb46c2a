/** The event store, as those read it who did not write it. */
@NullMarked
package dev.millrace.runtime.store;

import org.jspecify.annotations.NullMarked;
