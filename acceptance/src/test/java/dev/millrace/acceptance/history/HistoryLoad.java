package dev.millrace.acceptance.history;

import dev.millrace.acceptance.history.HistoryClient.Command;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * Many clients on few orders: changes, reads, forbidden commands; copies of a command at the same
 * time and long after it; repetitions until there is an answer.
 */
final class HistoryLoad {

  private static final int MAX_TRIES = 60;

  private final HistoryClient client;
  private final List<UUID> orders;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private final ExecutorService copies = Executors.newCachedThreadPool();

  HistoryLoad(HistoryClient client, List<UUID> orders) {
    this.client = client;
    this.orders = orders;
  }

  void start(int count, long seed) {
    IntStream.range(0, count).forEach(i -> clients.execute(() -> run(new Random(seed + i))));
  }

  private void run(Random random) {
    Command last = null;
    try {
      while (!stopped.get()) {
        UUID order = orders.get(random.nextInt(orders.size()));
        int what = random.nextInt(100);
        if (what < 25) {
          client.read(order);
        } else if (what < 30) {
          untilAnswered(Command.deliver(order));
        } else if (what < 40 && last != null) {
          untilAnswered(last);
        } else {
          last = Command.update(order, 1 + random.nextInt(9_999));
          change(last, what < 50);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void change(Command command, boolean twiceAtOnce) throws InterruptedException {
    if (twiceAtOnce) {
      copies.execute(() -> quietly(command));
    }
    untilAnswered(command);
  }

  private void quietly(Command copy) {
    try {
      client.send(copy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends the command until it is answered, as a client may that was told nothing. */
  void untilAnswered(Command command) throws InterruptedException {
    for (int i = 0; i < MAX_TRIES && client.send(command) == Operation.UNKNOWN; i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** Lets every client finish what it is at. */
  void stop() throws InterruptedException {
    stopped.set(true);
    for (ExecutorService pool : List.of(clients, copies)) {
      pool.shutdown();
      if (!pool.awaitTermination(2, TimeUnit.MINUTES)) {
        pool.shutdownNow();
        throw new IllegalStateException("clients are still waiting for answers");
      }
    }
  }
}
