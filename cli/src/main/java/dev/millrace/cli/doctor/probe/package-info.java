/** Asks the parts of a pipeline for facts, over HTTP, CQL and Kafka's protocol. Changes nothing. */
@NullMarked
package dev.millrace.cli.doctor.probe;

import org.jspecify.annotations.NullMarked;
