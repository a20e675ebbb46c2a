package dev.millrace.runtime.retry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something that needs a system which may not be there yet. */
public final class Attempts {

  private static final Logger log = LoggerFactory.getLogger(Attempts.class);

  private Attempts() {}

  /** Something that can fail. */
  @FunctionalInterface
  public interface Action {
    void run() throws Exception;
  }

  /**
   * Tries until it works, logging every failure, an error of the machine included.
   *
   * @throws InterruptedException if the thread is told to stop
   */
  public static void untilDone(String what, Action action) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        action.run();
        return;
      } catch (InterruptedException e) {
        throw e;
      } catch (Throwable e) {
        log.warn("not possible yet what={} failures={} cause={}", what, failures, e.toString());
        Thread.sleep(Backoff.USUAL.delay(failures).toMillis());
      }
    }
  }
}
