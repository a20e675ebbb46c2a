/** Programs that read the topics of Millrace, to start from. */
@NullMarked
package dev.millrace.examples;

import org.jspecify.annotations.NullMarked;
