package dev.millrace.cli.connect;

/** Between two looks at a worker. */
final class Pause {

  private static final long MILLIS = 250;

  private Pause() {}

  static void shortly() {
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectWorkerException("interrupted", e);
    }
  }
}
