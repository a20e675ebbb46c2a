package dev.millrace.runtime.kafka;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for an answer of the broker. */
final class Await {

  private static final long TIMEOUT_SECONDS = 10;

  private Await() {}

  static <T> T of(KafkaFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().toString(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no answer of the broker within " + TIMEOUT_SECONDS + " s", e);
    }
  }
}
