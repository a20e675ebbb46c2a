package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.Watermark;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The sequencer's processor with its stores on disk, which outlive it: the topology driver deletes
 * them when it is closed.
 */
final class RestartedProcessor implements AutoCloseable {

  private final MockProcessorContext<byte[], byte[]> context;
  private final List<StateStore> stores;
  private final SequenceProcessor processor;
  private final WaitingAggregates waiting = new WaitingAggregates();
  private long now = BridgeFixtures.NOON.toEpochMilli();

  RestartedProcessor(Path stateDirectory, HeldEventStore store, Set<String> topics) {
    context =
        new MockProcessorContext<>(new Properties(), new TaskId(0, 0), stateDirectory.toFile());
    context.setCurrentSystemTimeMs(now);
    stores =
        SequencerTopology.stores().stream()
            // The mocked context has no cache.
            .map(builder -> open(builder.withLoggingDisabled().withCachingDisabled().build()))
            .toList();
    processor =
        new SequenceProcessor(
            SequencerDriver.tools(topics, store, waiting, new SimpleMeterRegistry()));
    processor.init(context);
  }

  private StateStore open(StateStore store) {
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    return store;
  }

  void take(CapturedEvent captured) {
    take(CaptureRecords.write(captured));
  }

  void take(Watermark watermark) {
    take(CaptureRecords.write(watermark));
  }

  private void take(ProducerRecord<String, byte[]> record) {
    processor.process(
        new Record<>(
            record.key().getBytes(StandardCharsets.UTF_8), record.value(), now, record.headers()));
  }

  void later(Duration time) {
    now += time.toMillis();
    context.setCurrentSystemTimeMs(now);
    context.scheduledPunctuators().stream()
        .filter(punctuator -> !punctuator.cancelled())
        .forEach(punctuator -> punctuator.getPunctuator().punctuate(now));
  }

  WaitingAggregates waiting() {
    return waiting;
  }

  /** What was published to the topic. */
  List<EncodedEvent> published(String topic) {
    return forwarded(SequencerTopology.sink(topic)).stream()
        .map(record -> EventRecords.read(record.headers(), record.value()))
        .toList();
  }

  List<Record<? extends byte[], ? extends byte[]>> deadLetters() {
    return forwarded(SequencerTopology.DEAD_LETTERS);
  }

  private List<Record<? extends byte[], ? extends byte[]>> forwarded(String sink) {
    return context.forwarded(sink).stream()
        .<Record<? extends byte[], ? extends byte[]>>map(forward -> forward.record())
        .toList();
  }

  @Override
  public void close() {
    processor.close();
    stores.forEach(StateStore::close);
  }
}
