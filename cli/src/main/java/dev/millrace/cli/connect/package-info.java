/** Deploys connectors on a Kafka Connect worker, over its REST interface. */
@NullMarked
package dev.millrace.cli.connect;

import org.jspecify.annotations.NullMarked;
