/** What is wrong with a running pipeline, looked at from outside, and what to do about it. */
@NullMarked
package dev.millrace.cli.doctor;

import org.jspecify.annotations.NullMarked;
