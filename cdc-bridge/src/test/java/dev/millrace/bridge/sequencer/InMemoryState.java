package dev.millrace.bridge.sequencer;

import dev.millrace.bridge.sequencer.AggregateSequence.Parked;
import dev.millrace.contract.CapturedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;

/** A partition's state without Kafka. */
final class InMemoryState implements PartitionState {

  private final Predicate<CapturedEvent> fits;
  private final Map<UUID, Long> heads = new HashMap<>();
  private final Map<UUID, NavigableMap<Long, CapturedEvent>> parked = new HashMap<>();
  private final NavigableMap<UUID, Awaited> awaited = new TreeMap<>();

  InMemoryState() {
    this(event -> true);
  }

  /**
   * Nothing yet.
   *
   * @param fits which events can be parked
   */
  InMemoryState(Predicate<CapturedEvent> fits) {
    this.fits = fits;
  }

  @Override
  public long head(UUID aggregate) {
    return heads.getOrDefault(aggregate, 0L);
  }

  @Override
  public void moveHead(UUID aggregate, long head) {
    heads.put(aggregate, head);
  }

  private NavigableMap<Long, CapturedEvent> parkedOf(UUID aggregate) {
    return parked.computeIfAbsent(aggregate, id -> new TreeMap<>());
  }

  @Override
  public Parked<CapturedEvent> parked(UUID aggregate) {
    return new Parked<>() {
      @Override
      public boolean add(long sequence, CapturedEvent event) {
        return !fits.test(event) || parkedOf(aggregate).putIfAbsent(sequence, event) == null;
      }

      @Override
      public Optional<CapturedEvent> remove(long sequence) {
        return Optional.ofNullable(parkedOf(aggregate).remove(sequence));
      }
    };
  }

  @Override
  public OptionalLong firstParked(UUID aggregate) {
    return parkedOf(aggregate).keySet().stream().mapToLong(Long::longValue).findFirst();
  }

  @Override
  public long parkedCount(UUID aggregate) {
    return parkedOf(aggregate).size();
  }

  @Override
  public void forEachParked(ObjLongConsumer<UUID> taker) {
    parked.forEach(
        (id, events) -> {
          if (!events.isEmpty()) {
            taker.accept(id, events.lastKey());
          }
        });
  }

  @Override
  public Optional<Awaited> awaited(UUID aggregate) {
    return Optional.ofNullable(awaited.get(aggregate));
  }

  @Override
  public List<Kept> awaited(Optional<UUID> after, int most) {
    return after.map(id -> awaited.tailMap(id, false)).orElse(awaited).entrySet().stream()
        .limit(most)
        .map(entry -> new Kept(entry.getKey(), entry.getValue()))
        .toList();
  }

  boolean anyParked() {
    return parked.values().stream().anyMatch(events -> !events.isEmpty());
  }

  /** What every waiting aggregate waits for. */
  Map<UUID, Awaited> awaited() {
    return Map.copyOf(awaited);
  }

  @Override
  public void await(UUID aggregate, Awaited awaits) {
    awaited.put(aggregate, awaits);
  }

  @Override
  public void reached(UUID aggregate) {
    awaited.remove(aggregate);
  }
}
