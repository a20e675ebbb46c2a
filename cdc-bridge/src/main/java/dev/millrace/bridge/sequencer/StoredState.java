package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.sequencer.AggregateSequence.Parked;
import dev.millrace.contract.CapturedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.streams.KeyValue;
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
  public void forEachParked(ObjLongConsumer<UUID> taker) {
    parkedEvents.forEachHighest(taker);
  }

  @Override
  public Optional<Awaited> awaited(UUID aggregate) {
    return Optional.ofNullable(awaitedVersions.get(aggregate));
  }

  @Override
  public List<Kept> awaited(Optional<UUID> after, int most) {
    List<Kept> page = new ArrayList<>();
    // A range begins with its first key, which is not to be in the answer.
    try (KeyValueIterator<UUID, Awaited> rest = awaitedVersions.range(after.orElse(null), null)) {
      while (page.size() < most && rest.hasNext()) {
        KeyValue<UUID, Awaited> entry = rest.next();
        if (!after.equals(Optional.of(entry.key))) {
          page.add(new Kept(entry.key, entry.value));
        }
      }
    }
    return page;
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
