/** The whole pipeline, as processes on the local stack. */
@NullMarked
package dev.millrace.acceptance;

import org.jspecify.annotations.NullMarked;
