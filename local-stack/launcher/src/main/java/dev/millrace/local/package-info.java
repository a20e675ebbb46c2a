/**
 * Starts the local stack: a database that stands in for ScyllaDB and a Kafka broker, each in a JVM
 * of its own, and any other module's process beside them. For development and tests.
 */
@NullMarked
package dev.millrace.local;

import org.jspecify.annotations.NullMarked;
