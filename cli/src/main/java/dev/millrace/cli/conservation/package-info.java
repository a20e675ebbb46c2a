/** Whether what was stored was published and projected: once, in order, unaltered. */
@NullMarked
package dev.millrace.cli.conservation;

import org.jspecify.annotations.NullMarked;
