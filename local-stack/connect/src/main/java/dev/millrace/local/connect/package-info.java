/** A Kafka Connect worker as a child process. */
@NullMarked
package dev.millrace.local.connect;

import org.jspecify.annotations.NullMarked;
