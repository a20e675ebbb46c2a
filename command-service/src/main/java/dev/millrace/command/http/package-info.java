/** The HTTP API: requests to commands, outcomes to answers. */
@NullMarked
package dev.millrace.command.http;

import org.jspecify.annotations.NullMarked;
