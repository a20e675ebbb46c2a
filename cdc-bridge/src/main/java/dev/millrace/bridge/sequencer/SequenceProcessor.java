package dev.millrace.bridge.sequencer;

import static java.util.Objects.requireNonNull;

import dev.millrace.bridge.sequencer.AggregateSequence.Fate;
import dev.millrace.bridge.sequencer.AggregateSequence.Outcome;
import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Runs each captured event through its aggregate's {@link AggregateSequence}. */
final class SequenceProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private final Set<String> topics;
  private final SequencerMetrics metrics;
  private @Nullable Partition partition;

  SequenceProcessor(Set<String> topics, SequencerMetrics metrics) {
    this.topics = topics;
    this.metrics = metrics;
  }

  /** What belongs to the partition that the processor works on. */
  private record Partition(
      ProcessorContext<byte[], byte[]> context,
      KeyValueStore<UUID, Long> heads,
      ParkedEvents parked,
      DeadLetters deadLetters) {}

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    var parked = new ParkedEvents(context.getStateStore(SequencerTopology.PARKED_STORE), metrics);
    partition =
        new Partition(
            context,
            context.getStateStore(SequencerTopology.HEADS_STORE),
            parked,
            new DeadLetters(context, metrics));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    CapturedEvent captured;
    try {
      captured = CaptureRecords.read(text(record.key()), record.headers(), record.value());
    } catch (MalformedRecordException e) {
      partition().deadLetters().send(record, String.valueOf(e.getMessage()));
      return;
    }
    sequence(captured, record);
  }

  private void sequence(CapturedEvent captured, Record<byte[], byte[]> record) {
    EncodedEvent event = captured.event();
    UUID aggregate = event.aggregate().id();
    Long known = partition().heads().get(aggregate);
    long head = known == null ? 0 : known;
    Outcome outcome =
        new AggregateSequence<>(
                head, partition().parked().of(aggregate), next -> emit(next, record))
            .accept(event.sequence(), captured);
    if (outcome.head() > head) {
      partition().heads().put(aggregate, outcome.head());
    }
    if (outcome.fate() == Fate.DUPLICATE) {
      metrics.duplicate();
    }
  }

  /** Publishes an event whose turn has come; refuses one whose topic is not allowed. */
  private boolean emit(CapturedEvent captured, Record<byte[], byte[]> trigger) {
    String topic = captured.topic();
    if (topic == null) {
      metrics.emitted();
      return true;
    }
    if (!topics.contains(topic)) {
      partition().deadLetters().send(captured, trigger.timestamp());
      return false;
    }
    publish(captured.event(), topic, trigger.timestamp());
    return true;
  }

  private void publish(EncodedEvent event, String topic, long timestamp) {
    Headers headers = new RecordHeaders();
    EventRecords.writeHeaders(event, headers);
    partition()
        .context()
        .forward(
            new Record<>(
                bytes(event.aggregate().id().toString()),
                bytes(event.payload()),
                timestamp,
                headers),
            SequencerTopology.sink(topic));
    metrics.emitted();
  }

  @Override
  public void close() {
    if (partition != null) {
      partition.parked().close();
    }
  }

  private Partition partition() {
    return requireNonNull(partition, "not initialised");
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
