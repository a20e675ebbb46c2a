package dev.millrace.projection.sink;

import org.apache.kafka.common.KafkaException;

/**
 * A row could not be written and trying again would not help. A {@link KafkaException}, so that
 * Kafka Streams treats a commit that meets it like any other failed commit: nothing is committed.
 */
public final class SinkFailedException extends KafkaException {

  private static final long serialVersionUID = 1L;

  SinkFailedException(Throwable cause) {
    super("a row could not be written; no offset behind it is committed", cause);
  }
}
