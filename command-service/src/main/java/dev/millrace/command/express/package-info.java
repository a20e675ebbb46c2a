/** The short way to the topic: what was committed is also sent to Kafka, without waiting. */
@NullMarked
package dev.millrace.command.express;

import org.jspecify.annotations.NullMarked;
