/** session and schema. */
@NullMarked
package dev.millrace.runtime.scylla;

import org.jspecify.annotations.NullMarked;
