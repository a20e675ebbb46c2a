package dev.millrace.projection.fold;

import dev.millrace.contract.DeadLetterHeaders;
import dev.millrace.contract.DeadLetterHeaders.DeadLetter;
import dev.millrace.projection.EventTraces;
import dev.millrace.projection.parking.ParkedEvents;
import dev.millrace.projection.parking.ParkedRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a fold forwards: views, what the topic of parked records is to say, dead letters. */
final class FoldOutlet<V> {

  private static final Logger log = LoggerFactory.getLogger(FoldOutlet.class);
  private static final byte[] TOMBSTONE = null;

  private final ProcessorContext<byte[], Folded<V>> context;
  private final FoldParts parts;

  FoldOutlet(ProcessorContext<byte[], Folded<V>> context, FoldParts parts) {
    this.context = context;
    this.parts = parts;
  }

  /** The view that came of an event. */
  void view(Record<byte[], byte[]> event, V view) {
    var headers = EventTraces.folded(parts.projection(), event);
    context.forward(event.withValue(Folded.of(view)).withHeaders(headers));
  }

  /**
   * Keeps the topic of parked records as the store is; without a record nothing is parked there.
   */
  void parked(String aggregate, long sequence, @Nullable ParkedRecord record) {
    byte[] key = ParkedEvents.key(aggregate, sequence).getBytes(StandardCharsets.UTF_8);
    Folded<V> value = Folded.parked(record == null ? TOMBSTONE : orEmpty(record.value()));
    var headers =
        record == null ? new RecordHeaders() : record.headersWithCause(parts.projection());
    context.forward(new Record<>(key, value, context.currentSystemTimeMs(), headers));
  }

  // A null would say that nothing is parked.
  private static byte[] orEmpty(byte @Nullable [] value) {
    return value == null ? new byte[0] : value;
  }

  /** A record that belongs to no aggregate's history, as it came, and why. */
  void deadLetter(Record<byte[], byte[]> record, String cause) {
    String coordinates = at();
    log.warn("dead letter projection={} record={}", parts.projection(), coordinates);
    parts.metrics().deadLetters().increment();
    var headers = new RecordHeaders(record.headers());
    DeadLetterHeaders.write(headers, new DeadLetter(parts.projection(), cause, coordinates));
    context.forward(
        record.<Folded<V>>withValue(Folded.deadLetter(record.value())).withHeaders(headers));
  }

  /** Where the record is that is worked on: topic, partition and offset. */
  String at() {
    return context
        .recordMetadata()
        .map(at -> at.topic() + "-" + at.partition() + "@" + at.offset())
        .orElse("unknown");
  }
}
