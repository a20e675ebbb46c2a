/**
 * Tests of Kafka Streams topologies without a broker, on several partitions, with crashes,
 * redelivery and disorder by a seed. Needs no test framework.
 */
@NullMarked
package dev.millrace.testkit;

import org.jspecify.annotations.NullMarked;
