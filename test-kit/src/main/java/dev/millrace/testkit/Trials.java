package dev.millrace.testkit;

import java.util.function.LongConsumer;

/** Runs a test with many seeds; a failure tells its own, which can be given. */
public final class Trials {

  /** System property of the one seed to run. */
  public static final String SEED = "millrace.seed";

  /** System property of how many times as many trials to run, 1 without it. */
  public static final String TIMES = "millrace.trials.times";

  private Trials() {}

  /**
   * Runs a trial for each of so many seeds, new ones every time, or for the one that the system
   * property {@value #SEED} gives. {@value #TIMES} makes them more.
   *
   * @throws AssertionError that names the seed of a trial that failed, with its cause
   */
  public static void run(int count, LongConsumer trial) {
    Long given = Long.getLong(SEED);
    if (given != null) {
      run(given, trial);
      return;
    }
    long first = System.nanoTime();
    long all = count * Long.getLong(TIMES, 1);
    for (int i = 0; i < all; i++) {
      run(first + i, trial);
    }
  }

  private static void run(long seed, LongConsumer trial) {
    try {
      trial.accept(seed);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("again with -D" + SEED + "=" + seed + ": " + e.getMessage(), e);
    }
  }
}
