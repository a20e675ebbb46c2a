package dev.millrace.contract;

/**
 * One row of an aggregate's event-type table.
 *
 * @param name wire name: written once, here, and never changed
 * @param schemaVersion the version that is written today, from 1
 * @param published whether the event leaves the event store; one that does not still has a sequence
 */
public record EventType<E>(
    String name, int schemaVersion, Class<? extends E> eventClass, boolean published) {

  /** A published event in the first version of its schema. */
  public static <E> EventType<E> published(String name, Class<? extends E> eventClass) {
    return new EventType<>(name, 1, eventClass, true);
  }
}
