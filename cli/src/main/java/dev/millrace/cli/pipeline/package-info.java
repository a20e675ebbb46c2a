/** The whole pipeline as processes: local stack and services. */
@NullMarked
package dev.millrace.cli.pipeline;

import org.jspecify.annotations.NullMarked;
