package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.sequencer.AggregateSequence.Parked;
import dev.millrace.contract.CapturedEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A partition's state in its state stores. */
record StoredState(
    KeyValueStore<UUID, Long> heads,
    ParkedEvents parkedEvents,
    KeyValueStore<UUID, Awaited> awaitedVersions)
    implements PartitionState {

  static StoredState of(ProcessorContext<?, ?> context, SequencerMetrics metrics) {
    return new StoredState(
        context.getStateStore(SequencerTopology.HEADS_STORE),
        new ParkedEvents(context.getStateStore(SequencerTopology.PARKED_STORE), metrics),
        context.getStateStore(SequencerTopology.AWAITED_STORE));
  }

  @Override
  public long head(UUID aggregate) {
    Long head = heads.get(aggregate);
    return head == null ? 0 : head;
  }

  @Override
  public void moveHead(UUID aggregate, long head) {
    heads.put(aggregate, head);
  }

  @Override
  public Parked<CapturedEvent> parked(UUID aggregate) {
    return parkedEvents.of(aggregate);
  }

  @Override
  public OptionalLong firstParked(UUID aggregate) {
    return parkedEvents.first(aggregate);
  }

  @Override
  public long parkedCount(UUID aggregate) {
    return parkedEvents.count(aggregate);
  }

  @Override
  public Map<UUID, Long> highestParked() {
    return parkedEvents.highest();
  }

  @Override
  public Map<UUID, Awaited> awaited() {
    Map<UUID, Awaited> awaited = new HashMap<>();
    try (KeyValueIterator<UUID, Awaited> all = awaitedVersions.all()) {
      all.forEachRemaining(entry -> awaited.put(entry.key, entry.value));
    }
    return awaited;
  }

  @Override
  public void await(UUID aggregate, Awaited awaited) {
    awaitedVersions.put(aggregate, awaited);
  }

  @Override
  public void reached(UUID aggregate) {
    awaitedVersions.delete(aggregate);
  }
}
