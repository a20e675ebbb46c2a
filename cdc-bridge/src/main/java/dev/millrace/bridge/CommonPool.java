package dev.millrace.bridge;

/** The JVM's common thread pool, in which scylla-cdc-java continues after every row. */
final class CommonPool {

  private static final String PARALLELISM = "java.util.concurrent.ForkJoinPool.common.parallelism";

  private CommonPool() {}

  /**
   * Gives the pool at least two threads, unless the operator decided: on one or two cores it has
   * one, and {@code CompletableFuture} then starts a new thread for every row. To be called before
   * anything touches the pool.
   */
  static void widen() {
    if (System.getProperty(PARALLELISM) == null) {
      int usual = Runtime.getRuntime().availableProcessors() - 1;
      System.setProperty(PARALLELISM, Integer.toString(Math.max(2, usual)));
    }
  }
}
