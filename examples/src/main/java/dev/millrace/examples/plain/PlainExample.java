package dev.millrace.examples.plain;

import dev.millrace.examples.Options;
import dev.millrace.examples.plain.Sequences.Verdict;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code ./millrace example plain}. */
public final class PlainExample {

  private PlainExample() {}

  /** Runs it; returns 1 if a sequence had a hole or a repetition. */
  @SuppressWarnings("SystemOut")
  public static int run(Options options) {
    var ended = new CountDownLatch(1);
    try (var consumer = new PlainConsumer(options, line -> System.out.println(line))) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(consumer, ended)));
      consumer.run();
      long gaps = consumer.count(Verdict.GAP);
      long repeated = consumer.count(Verdict.REPEATED);
      System.out.printf(
          "events %d, gaps %d, repeated %d%n",
          consumer.count(Verdict.NEXT) + gaps + repeated, gaps, repeated);
      return gaps + repeated == 0 ? 0 : 1;
    } finally {
      ended.countDown();
    }
  }

  // The process lives until its hooks have ended: time to leave the group in good order.
  private static void stop(PlainConsumer consumer, CountDownLatch ended) {
    consumer.stop();
    try {
      if (!ended.await(5, TimeUnit.SECONDS)) {
        System.err.println("millrace example: did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
