/** A consumer with kafka-clients alone, which keeps its place and looks for holes. */
@NullMarked
package dev.millrace.examples.plain;

import org.jspecify.annotations.NullMarked;
