package dev.millrace.projection.sink;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Tells who waits in this process that a row has been written. Rows that another instance writes
 * are not noticed. Thread-safe; costs a look into an empty map where nobody waits.
 */
public final class RowNotices {

  private static final Executor TELLER =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "row-notices");
            thread.setDaemon(true);
            return thread;
          });

  private final Map<String, Set<CompletableFuture<Void>>> waiting = new ConcurrentHashMap<>();

  /** Completes with the next write of a row; to be given back with {@link #forget}. */
  public CompletableFuture<Void> next(String table, String id) {
    var notice = new CompletableFuture<Void>();
    waiting.compute(
        key(table, id),
        (key, others) -> {
          Set<CompletableFuture<Void>> all =
              others == null ? ConcurrentHashMap.newKeySet() : others;
          all.add(notice);
          return all;
        });
    return notice;
  }

  /** Nobody waits for this notice any more. */
  public void forget(String table, String id, CompletableFuture<Void> notice) {
    waiting.computeIfPresent(
        key(table, id),
        (key, all) -> {
          all.removeIf(other -> other == notice);
          return all.isEmpty() ? null : all;
        });
  }

  /** A row is durable now. */
  public void written(String table, String id) {
    if (waiting.isEmpty()) {
      return;
    }
    Set<CompletableFuture<Void>> all = waiting.remove(key(table, id));
    if (all != null) {
      // Not on the driver's thread: who waits goes on with a query.
      all.forEach(notice -> notice.completeAsync(() -> null, TELLER));
    }
  }

  /** Rows that somebody waits for. */
  public int waiting() {
    return waiting.size();
  }

  private static String key(String table, String id) {
    return table + "/" + id;
  }
}
