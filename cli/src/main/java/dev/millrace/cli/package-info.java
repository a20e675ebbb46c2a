/** The command line behind {@code ./millrace}. */
@NullMarked
package dev.millrace.cli;

import org.jspecify.annotations.NullMarked;
