package dev.millrace.projection.fold;

import org.jspecify.annotations.Nullable;

/** What became of a record: either the new view, or a dead letter. Lives within one topology. */
final class Folded<V> {

  private final @Nullable V view;
  private final byte @Nullable [] deadLetter;

  private Folded(@Nullable V view, byte @Nullable [] deadLetter) {
    this.view = view;
    this.deadLetter = deadLetter;
  }

  static <V> Folded<V> of(V view) {
    return new Folded<>(view, null);
  }

  /** A record with this value, which may be null, could not be folded. */
  static <V> Folded<V> dead(byte @Nullable [] value) {
    return new Folded<>(null, value);
  }

  boolean isView() {
    return view != null;
  }

  @Nullable V view() {
    return view;
  }

  byte @Nullable [] deadLetter() {
    return deadLetter;
  }
}
