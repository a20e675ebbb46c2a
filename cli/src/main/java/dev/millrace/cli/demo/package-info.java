/** Clients that lead orders through their lives, and what they measure. */
@NullMarked
package dev.millrace.cli.demo;

import org.jspecify.annotations.NullMarked;
