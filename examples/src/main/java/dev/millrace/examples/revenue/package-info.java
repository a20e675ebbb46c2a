/** A consumer with Kafka Streams: what was confirmed, by currency and hour. */
@NullMarked
package dev.millrace.examples.revenue;

import org.jspecify.annotations.NullMarked;
