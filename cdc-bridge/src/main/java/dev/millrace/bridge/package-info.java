/** The process: settings, wiring, health. */
@NullMarked
package dev.millrace.bridge;

import org.jspecify.annotations.NullMarked;
