package dev.millrace.projection.sink;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The rests of one stream thread that has work which is in no hurry: whatever the machines can do,
 * it works for a share of its time only, and leaves the other part of database, broker and
 * processors to those who are waited for. It works and rests by turns of some milliseconds, so that
 * nobody waits long for a rest.
 */
final class Rests {

  /** How long it works at a time. */
  static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final int WHOLE = 100;

  private final LongSupplier nanoTime;
  private final LongConsumer rest;
  private long turnBegan;

  Rests(LongSupplier nanoTime, LongConsumer rest) {
    this.nanoTime = nanoTime;
    this.rest = rest;
    this.turnBegan = nanoTime.getAsLong();
  }

  /** By the machine's clock. */
  static Rests real() {
    return new Rests(System::nanoTime, LockSupport::parkNanos);
  }

  /**
   * Rests if its turn is over.
   *
   * @param percent of the time that it may work
   */
  void worked(int percent) {
    long worked = nanoTime.getAsLong() - turnBegan;
    if (worked < TURN_NANOS) {
      return;
    }
    // A longer turn was one of waiting: for records, or for the answer that this rest is to speed.
    long counts = Math.min(worked, 2 * TURN_NANOS);
    if (percent < WHOLE) {
      rest.accept(counts * (WHOLE - percent) / percent);
    }
    turnBegan = nanoTime.getAsLong();
  }
}
