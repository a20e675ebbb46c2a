package dev.millrace.projection.fold;

import org.jspecify.annotations.Nullable;

/**
 * What became of a record: the new view, or something for the topic of dead letters or of parked
 * records. Lives within one topology.
 *
 * @param bytes value for one of the topics; null is a value, too
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Folded<V>(Kind kind, @Nullable V view, byte @Nullable [] bytes) {

  /** Where it goes. */
  enum Kind {
    VIEW,
    DEAD_LETTER,
    PARKED
  }

  static <V> Folded<V> of(V view) {
    return new Folded<>(Kind.VIEW, view, null);
  }

  /** A record with this value, which may be null, has no place in any aggregate's history. */
  static <V> Folded<V> deadLetter(byte @Nullable [] value) {
    return new Folded<>(Kind.DEAD_LETTER, null, value);
  }

  /** A record with this value waits; null: it waits no more. */
  static <V> Folded<V> parked(byte @Nullable [] value) {
    return new Folded<>(Kind.PARKED, null, value);
  }

  boolean is(Kind other) {
    return kind == other;
  }
}
