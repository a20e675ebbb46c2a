package dev.millrace.cli.conservation;

import dev.millrace.contract.EncodedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Compares the event store with the public topic: every stored event there exactly once, unaltered,
 * and those of one aggregate in the order of their sequence. Pure.
 */
public final class EventConservation {

  private final Findings lost = new Findings("lost");
  private final Findings duplicated = new Findings("duplicated");
  private final Findings outOfOrder = new Findings("out of order");
  private final Findings unexpected = new Findings("unexpected");

  private EventConservation() {}

  /**
   * Compares.
   *
   * @param stored every event that is to be published, by aggregate
   * @param published the topic's records, those of a partition in the order of their offsets
   */
  public static EventConservation of(
      Map<UUID, List<EncodedEvent>> stored, List<PublishedEvent> published) {
    EventConservation result = new EventConservation();
    Map<UUID, List<PublishedEvent>> byAggregate = new HashMap<>();
    for (PublishedEvent event : published) {
      byAggregate
          .computeIfAbsent(event.event().aggregate().id(), id -> new ArrayList<>())
          .add(event);
    }
    Set<UUID> aggregates = new HashSet<>(stored.keySet());
    aggregates.addAll(byAggregate.keySet());
    for (UUID aggregate : aggregates) {
      result.compare(
          stored.getOrDefault(aggregate, List.of()),
          byAggregate.getOrDefault(aggregate, List.of()));
    }
    return result;
  }

  private void compare(List<EncodedEvent> stored, List<PublishedEvent> published) {
    Map<UUID, EncodedEvent> missing = new HashMap<>();
    stored.forEach(event -> missing.put(event.id(), event));
    Set<UUID> seen = new HashSet<>();
    long newest = 0;
    int partition = published.isEmpty() ? 0 : published.get(0).partition();
    for (PublishedEvent record : published) {
      EncodedEvent event = record.event();
      if (!seen.add(event.id())) {
        duplicated.add(describe(record));
        continue;
      }
      if (event.sequence() < newest || record.partition() != partition) {
        outOfOrder.add(describe(record));
      }
      newest = Math.max(newest, event.sequence());
      EncodedEvent original = missing.remove(event.id());
      if (!event.equals(original)) {
        unexpected.add(describe(record) + (original == null ? " is not stored" : " was altered"));
      }
    }
    missing.values().forEach(event -> lost.add(event.coordinates()));
  }

  private static String describe(PublishedEvent record) {
    return record.event().coordinates() + " at " + record.partition() + "@" + record.offset();
  }

  public Findings lost() {
    return lost;
  }

  public Findings duplicated() {
    return duplicated;
  }

  public Findings outOfOrder() {
    return outOfOrder;
  }

  /** Records that the store does not have, or has with another content. */
  public Findings unexpected() {
    return unexpected;
  }

  Stream<Findings> all() {
    return Stream.of(lost, duplicated, outOfOrder, unexpected);
  }
}
