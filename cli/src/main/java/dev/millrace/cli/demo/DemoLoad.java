package dev.millrace.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * The demo's clients.
 *
 * @param orders how many orders to lead through their lives
 * @param clients how many clients do so at the same time
 * @param seed of every random choice
 */
public record DemoLoad(int orders, int clients, long seed) {

  private static final int ORDERS_PER_CUSTOMER = 5;

  /**
   * Runs all lives.
   *
   * @param progress told how many orders have reached their end
   * @throws IllegalStateException if a client had no answer for long
   */
  public void run(CommandClient client, DemoRecorder recorder, IntConsumer progress) {
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    try {
      List<Future<?>> lives = new ArrayList<>();
      for (int i = 0; i < orders; i++) {
        Random random = new Random(seed + i);
        lives.add(pool.submit(new OrderLife(client, recorder, random, customer(i))));
      }
      for (int i = 0; i < orders; i++) {
        OrderLife.await(lives.get(i));
        progress.accept(i + 1);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private UUID customer(int order) {
    return new UUID(seed, order / ORDERS_PER_CUSTOMER);
  }
}
