package dev.millrace.command.handler;

/**
 * An aggregate as it was loaded.
 *
 * @param snapshotAt sequence of its newest snapshot that is of any use; 0 if there is none
 */
record Loaded<S>(Folded<S> folded, long snapshotAt) {

  Loaded<S> with(Folded<S> newer) {
    return new Loaded<>(newer, snapshotAt);
  }

  /** How many events a load without a cache would have to fold. */
  long tail() {
    return folded.version() - snapshotAt;
  }
}
