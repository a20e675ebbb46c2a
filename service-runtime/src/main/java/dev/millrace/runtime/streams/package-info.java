/** What stream applications share. Needs Kafka Streams, which those bring along themselves. */
@NullMarked
package dev.millrace.runtime.streams;

import org.jspecify.annotations.NullMarked;
