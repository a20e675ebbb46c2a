package dev.millrace.bridge.sequencer;

import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.DeadLetterHeaders;
import dev.millrace.contract.DeadLetterHeaders.DeadLetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records that cannot be used to {@code order-capture-dlq}, as they are but for three more
 * headers: sent back to {@code order-capture}, they are tried again.
 */
final class DeadLetters {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final String COMPONENT = "cdc-bridge/sequencer";

  private final ProcessorContext<byte[], byte[]> context;
  private final SequencerMetrics metrics;

  DeadLetters(ProcessorContext<byte[], byte[]> context, SequencerMetrics metrics) {
    this.context = context;
    this.metrics = metrics;
  }

  /** Gives up on a record that is no captured event. */
  void send(Record<byte[], byte[]> record, String cause) {
    Headers headers = new RecordHeaders(record.headers());
    String coordinates = coordinates();
    log.warn("record dead-lettered coordinates={} cause={}", coordinates, cause);
    metrics.deadLetter();
    DeadLetterHeaders.write(headers, new DeadLetter(COMPONENT, cause, coordinates));
    context.forward(record.withHeaders(headers), SequencerTopology.DEAD_LETTERS);
  }

  /** Gives up on an event that may not go where it is meant to. */
  void send(CapturedEvent captured, long timestamp) {
    var written = CaptureRecords.write(captured);
    var record =
        new Record<>(
            written.key().getBytes(StandardCharsets.UTF_8),
            written.value(),
            timestamp,
            written.headers());
    send(record, "topic " + captured.topic() + " is not in sequencer.topics");
  }

  private String coordinates() {
    return context
        .recordMetadata()
        // None while answers of the store are taken: then there is a record without a topic.
        .filter(at -> at.topic() != null)
        .map(at -> at.topic() + "-" + at.partition() + "@" + at.offset())
        .orElse("unknown");
  }
}
