package dev.millrace.bridge.capture;

import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.DeadLetterHeaders;
import dev.millrace.contract.DeadLetterHeaders.DeadLetter;
import dev.millrace.contract.Topics;
import dev.millrace.runtime.trace.Traces;
import io.opentelemetry.api.trace.SpanKind;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends outbox rows to {@code order-capture}, and those that are no events to the dead letters. */
final class OutboxPublisher {

  private static final Logger log = LoggerFactory.getLogger(OutboxPublisher.class);
  private static final String COMPONENT = "cdc-bridge/capture";

  private final Producer<String, byte[]> producer;
  private final String table;
  private final CaptureMetrics metrics;

  OutboxPublisher(Producer<String, byte[]> producer, String table, CaptureMetrics metrics) {
    this.producer = producer;
    this.table = table;
    this.metrics = metrics;
  }

  /** Sends the row without waiting for the acknowledgement. */
  Future<RecordMetadata> send(OutboxRow row) {
    CapturedEvent event;
    ProducerRecord<String, byte[]> record;
    try {
      event = row.event();
      record = CaptureRecords.write(event);
    } catch (MalformedRowException e) {
      return sendMalformed(row, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Nothing but the row has a part in it, so that the next try would end the same way.
      return sendMalformed(row, "row is no event: " + e);
    }
    Future<RecordMetadata> sent = producer.send(record);
    metrics.captured();
    Traces.done(
        "capture from log",
        SpanKind.PRODUCER,
        event.event().metadata().traceparent(),
        event.event().occurredAt());
    return sent;
  }

  private Future<RecordMetadata> sendMalformed(OutboxRow row, String cause) {
    return deadLetter(row, cause, row.payload().map(OutboxPublisher::bytes).orElse(null));
  }

  /** Gives up on a row that can never be sent; its payload is what makes it too large. */
  Future<RecordMetadata> sendTooLarge(OutboxRow row) {
    return deadLetter(row, "row exceeds the largest record that is sent", null);
  }

  private Future<RecordMetadata> deadLetter(
      OutboxRow row, String cause, byte @org.jspecify.annotations.Nullable [] payload) {
    String coordinates = table + " " + row.row().coordinates();
    log.warn("row dead-lettered coordinates={} cause={}", coordinates, cause);
    metrics.deadLetter();
    var record =
        new ProducerRecord<>(Topics.ORDER_CAPTURE_DLQ.name(), row.key().orElse(null), payload);
    DeadLetterHeaders.write(record.headers(), new DeadLetter(COMPONENT, cause, coordinates));
    return producer.send(record);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
