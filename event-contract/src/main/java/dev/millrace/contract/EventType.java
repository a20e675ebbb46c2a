package dev.millrace.contract;

import java.util.List;
import java.util.stream.Stream;

/**
 * One row of an aggregate's event-type table.
 *
 * @param name wire name: written once, here, and never changed
 * @param eventClass the newest version of the event, the only one that the code knows
 * @param published whether the event leaves the event store; one that does not still has a sequence
 * @param upcasters the steps from version 1 to the newest, in order
 */
public record EventType<E>(
    String name, Class<? extends E> eventClass, boolean published, List<Upcaster> upcasters) {

  public EventType {
    upcasters = List.copyOf(upcasters);
  }

  /** A published event in the first version of its schema. */
  public static <E> EventType<E> published(String name, Class<? extends E> eventClass) {
    return new EventType<>(name, eventClass, true, List.of());
  }

  /** An event for the aggregate's own books, in the first version of its schema. */
  public static <E> EventType<E> unpublished(String name, Class<? extends E> eventClass) {
    return new EventType<>(name, eventClass, false, List.of());
  }

  /**
   * The same type, one version on.
   *
   * @param step from what was the newest version until now to the one that is it from now on
   */
  public EventType<E> upcasting(Upcaster step) {
    List<Upcaster> steps = Stream.concat(upcasters.stream(), Stream.of(step)).toList();
    return new EventType<>(name, eventClass, published, steps);
  }

  /** The version that is written today: the first, and one more for each step. */
  public int schemaVersion() {
    return 1 + upcasters.size();
  }
}
