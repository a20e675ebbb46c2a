package dev.millrace.projection.compare;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.projection.Build;
import dev.millrace.projection.compare.BuildComparison.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Comparisons that run, and the last results, on this instance. Thread-safe. */
public final class Comparisons implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Comparisons.class);

  private final ExecutorService threads =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "projection-compare"));
  private final Map<Build, Result> results = new ConcurrentHashMap<>();
  private final CqlSession session;

  public Comparisons(CqlSession session) {
    this.session = session;
  }

  /** How far a comparison is. */
  public enum State {
    RUNNING,
    DONE,
    FAILED
  }

  /**
   * A comparison of a build.
   *
   * @param with the build that served then
   */
  public record Result(
      State state, int with, List<TableDifference> tables, @Nullable String error) {

    public Result {
      tables = List.copyOf(tables);
    }
  }

  /** Begins to compare, unless that is under way. */
  public void begin(Build serving, Build other, List<String> tables) {
    Result last = results.get(other);
    if (last != null && last.state() == State.RUNNING) {
      return;
    }
    results.put(other, new Result(State.RUNNING, serving.number(), List.of(), null));
    threads.execute(() -> run(serving, other, tables));
  }

  private void run(Build serving, Build other, List<String> tables) {
    try {
      var differences = new BuildComparison(session, serving, other, Limits.USUAL).run(tables);
      results.put(other, new Result(State.DONE, serving.number(), differences, null));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      results.put(other, new Result(State.FAILED, serving.number(), List.of(), "interrupted"));
    } catch (Throwable e) {
      // An error, too: who waits for the result would wait for ever.
      log.warn("comparison failed serving={} other={}", serving, other, e);
      results.put(other, new Result(State.FAILED, serving.number(), List.of(), e.toString()));
    }
  }

  /** The last one of a build; empty if there was none. */
  public Optional<Result> of(Build build) {
    return Optional.ofNullable(results.get(build));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
