package dev.millrace.bridge.sequencer;

import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventRecords;
import dev.millrace.runtime.trace.Traces;
import io.opentelemetry.api.trace.SpanKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Publishes events whose turn has come. */
final class EventOutlet {

  private final ProcessorContext<byte[], byte[]> context;
  private final Set<String> topics;
  private final DeadLetters deadLetters;
  private final SequencerMetrics metrics;

  EventOutlet(
      ProcessorContext<byte[], byte[]> context,
      Set<String> topics,
      DeadLetters deadLetters,
      SequencerMetrics metrics) {
    this.context = context;
    this.topics = topics;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
  }

  /**
   * Publishes an event, or counts it in silence if it has no topic; refuses one whose topic is not
   * allowed. A refused record becomes a dead letter, once, as it came. What came from the store
   * does not: it is still there, and is found again when its topic is allowed.
   */
  boolean emit(CapturedEvent captured, long timestamp) {
    String topic = captured.topic();
    if (topic != null && !topics.contains(topic)) {
      if (!captured.route().equals(CapturedEvent.STORE)) {
        deadLetters.send(captured, timestamp);
      }
      return false;
    }
    if (topic != null) {
      publish(captured.event(), topic, timestamp);
      metrics.published(captured.event().occurredAt());
      if (Traces.isOn()) {
        trace(captured, topic, timestamp);
      }
    }
    metrics.emitted();
    return true;
  }

  private static void trace(CapturedEvent captured, String topic, long timestamp) {
    Traces.done(
        "publish " + topic + " from " + captured.route(),
        SpanKind.PRODUCER,
        captured.event().metadata().traceparent(),
        Instant.ofEpochMilli(timestamp));
  }

  private void publish(EncodedEvent event, String topic, long timestamp) {
    Headers headers = new RecordHeaders();
    EventRecords.writeHeaders(event, headers);
    context.forward(
        new Record<>(
            bytes(event.aggregate().id().toString()), bytes(event.payload()), timestamp, headers),
        SequencerTopology.sink(topic));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
