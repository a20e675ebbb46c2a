/** A single-node Kafka broker in KRaft mode, for development and tests. */
@NullMarked
package dev.millrace.local.broker;

import org.jspecify.annotations.NullMarked;
