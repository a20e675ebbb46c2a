/** The wrapper that ties a child JVM's life to its parent's. */
@NullMarked
package dev.millrace.local.child;

import org.jspecify.annotations.NullMarked;
