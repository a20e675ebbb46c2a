/** Typed, checked settings from file, environment and flags. */
@NullMarked
package dev.millrace.runtime.config;

import org.jspecify.annotations.NullMarked;
