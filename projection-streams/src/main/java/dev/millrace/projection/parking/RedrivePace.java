package dev.millrace.projection.parking;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The time that a stream thread gives to what was parked: a part of every half second, for all of
 * its tasks together. However much is tried again, what comes meanwhile is projected, too, and the
 * transaction, which holds all of it, ends long before the broker gives it up.
 */
public final class RedrivePace {

  static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Of each window. */
  static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final LongSupplier nanoTime;

  // Not static, as is usual: builds differ.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Turn> turns;

  private static final class Turn {
    private long windowBegan;
    private long spent;

    Turn(long now) {
      windowBegan = now;
    }

    void begin(long now) {
      if (now - windowBegan >= WINDOW_NANOS) {
        windowBegan = now;
        spent = 0;
      }
    }
  }

  /**
   * A pace of the threads of one build.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  public RedrivePace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.turns = ThreadLocal.withInitial(() -> new Turn(nanoTime.getAsLong()));
  }

  /**
   * Takes steps until one says that it was the last, or this thread's time is over.
   *
   * @param atLeast so many in any case
   * @param step says whether there may be another
   * @return whether the last one was taken
   */
  public boolean walk(int atLeast, BooleanSupplier step) {
    Turn turn = turns.get();
    long began = nanoTime.getAsLong();
    turn.begin(began);
    long left = TURN_NANOS - turn.spent;
    long spent = 0;
    boolean more = true;
    for (int taken = 0; more && (taken < atLeast || spent < left); taken++) {
      more = step.getAsBoolean();
      spent = nanoTime.getAsLong() - began;
    }
    turn.spent += spent;
    return !more;
  }
}
