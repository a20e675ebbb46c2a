package dev.millrace.bridge.retry;

import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something that needs a system which may not be there yet. */
public final class Attempts {

  private static final Logger log = LoggerFactory.getLogger(Attempts.class);

  private Attempts() {}

  /**
   * Tries until it works, logging every failure, an error of the machine included.
   *
   * @throws InterruptedException if the thread is told to stop
   */
  public static <T> T untilDone(String what, Callable<T> action) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return action.call();
      } catch (InterruptedException e) {
        throw e;
      } catch (Throwable e) {
        log.warn("not possible yet what={} failures={} cause={}", what, failures, e.toString());
        Thread.sleep(Backoff.USUAL.delay(failures).toMillis());
      }
    }
  }
}
