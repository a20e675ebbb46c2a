package dev.millrace.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lives that begin one after the other at a pace that the pipeline keeps up with, so that what
 * takes time is the pipeline and not the queue before it.
 *
 * @param time how long lives begin
 * @param interval between two of them
 * @param seed of every random choice
 */
public record SteadyLoad(Duration time, Duration interval, long seed) {

  private static final int CLIENTS = 8;

  /** How many begin. */
  int orders() {
    return (int) time.dividedBy(interval);
  }

  /**
   * Runs all lives.
   *
   * @throws IllegalStateException if a client had no answer for long
   */
  void run(CommandClient client, DemoRecorder recorder) {
    ScheduledExecutorService clients = Executors.newScheduledThreadPool(CLIENTS);
    try {
      List<Future<?>> lives = new ArrayList<>();
      for (int i = 0; i < orders(); i++) {
        var life = new OrderLife(client, recorder, new Random(seed + i), new UUID(seed, i));
        lives.add(clients.schedule(life, i * interval.toMillis(), TimeUnit.MILLISECONDS));
      }
      lives.forEach(OrderLife::await);
    } finally {
      clients.shutdownNow();
    }
  }
}
