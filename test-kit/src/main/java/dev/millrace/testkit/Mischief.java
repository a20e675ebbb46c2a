package dev.millrace.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * What can go wrong, by a seed: tasks take turns at random, commit at random, crash between what
 * they did and its commit, and time passes; records come twice or out of order. The same seed makes
 * the same mischief.
 */
public final class Mischief {

  private static final int CRASHES = 20;
  private static final Duration TICK = Duration.ofMillis(200);

  private final Random random;
  private int crashesLeft = CRASHES;

  private Mischief(long seed) {
    random = new Random(seed);
  }

  public static Mischief seeded(long seed) {
    return new Mischief(seed);
  }

  void settle(Simulation simulation) {
    for (var busy = simulation.busy(); !busy.isEmpty(); busy = simulation.busy()) {
      next(simulation, one(busy));
    }
  }

  // Of a hundred turns, 80 are work, 12 commits, 7 crashes and one a pause; a task with no work
  // left can only commit or crash.
  private void next(Simulation simulation, Task task) {
    List<String> topics = simulation.readable(task);
    int dice = random.nextInt(100);
    if (dice < 80 && !topics.isEmpty()) {
      simulation.process(task, one(topics));
    } else if (dice < 92) {
      simulation.commit(task);
    } else if (dice < 99 && crashesLeft > 0) {
      crashesLeft--;
      simulation.crash(task);
    } else if (dice == 99) {
      simulation.advance(TICK);
    }
  }

  /** The same records, some of them again later: a producer that was not sure. */
  public <T> List<T> redelivered(List<T> records) {
    List<T> more = new ArrayList<>(records);
    for (int i = 0; i < records.size(); i++) {
      if (random.nextInt(4) == 0) {
        // From right behind the record to the end.
        int at = more.indexOf(records.get(i));
        more.add(at + 1 + random.nextInt(more.size() - at), records.get(i));
      }
    }
    return more;
  }

  /** The same records in any order: a producer that keeps none. */
  public <T> List<T> shuffled(List<T> records) {
    List<T> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /** The same records, mixed, those of a key in their order: as topics promise. */
  public <T, K> List<T> mixed(List<T> records, Function<T, K> key) {
    Map<K, Deque<T>> byKey = new HashMap<>();
    records.forEach(
        record -> byKey.computeIfAbsent(key.apply(record), k -> new ArrayDeque<>()).add(record));
    // Shuffled keys say whose turn it is; the records of a key come in their own order.
    return shuffled(records).stream().map(next -> byKey.get(key.apply(next)).remove()).toList();
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
