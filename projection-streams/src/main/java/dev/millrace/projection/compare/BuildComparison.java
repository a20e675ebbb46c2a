package dev.millrace.projection.compare;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.projection.Build;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares the tables of two builds while both go on: rows that differ are looked at again, for one
 * of the two may only have been a little behind.
 *
 * <p>Holds some rows in memory, whatever the tables and their partitions have. Ends early where the
 * builds are evidently not the same: each difference costs several looks.
 */
public final class BuildComparison {

  private static final int LOOKS = 10;

  private final CqlSession session;
  private final Build serving;
  private final Build other;
  private final Limits limits;

  /**
   * A comparison that has not begun.
   *
   * @param limits of what it does
   */
  public BuildComparison(CqlSession session, Build serving, Build other, Limits limits) {
    this.session = session;
    this.serving = serving;
    this.other = other;
    this.limits = limits;
  }

  /**
   * What a comparison may take.
   *
   * @param pause between two looks at rows that differ
   * @param rows in memory
   * @param differences of a table, after which it reads on no further
   */
  public record Limits(Duration pause, int rows, long differences) {

    static final Limits USUAL = new Limits(Duration.ofMillis(200), 1_000, 5_000);
  }

  /** Reads and compares every table. */
  public List<TableDifference> run(List<String> tables) throws InterruptedException {
    List<TableDifference> differences = new ArrayList<>();
    for (String table : tables) {
      differences.add(compare(table));
    }
    return differences;
  }

  private TableDifference compare(String table) throws InterruptedException {
    var count = new DifferenceCount(table);
    var here = new TableRows(session, serving.table(table));
    var there = new TableRows(session, other.table(table));
    var join = new RowJoin(here, there, limits.rows());
    for (List<List<Object>> open = join.next(); !open.isEmpty(); open = join.next()) {
      count.addEqual(settle(open, here, there, count));
      if (count.differences() >= limits.differences()) {
        count.stopped();
        break;
      }
    }
    count.addEqual(join.equal());
    return count.result();
  }

  /** Looks again at rows that differ; returns how many of them no longer do. */
  private long settle(
      List<List<Object>> keys, TableRows here, TableRows there, DifferenceCount count)
      throws InterruptedException {
    List<List<Object>> open = new ArrayList<>(keys);
    Map<String, Map<String, Object>> one = new HashMap<>();
    Map<String, Map<String, Object>> two = new HashMap<>();
    for (int look = 0; look < LOOKS && !open.isEmpty(); look++) {
      if (look > 0) {
        Thread.sleep(limits.pause().toMillis());
      }
      one.clear();
      two.clear();
      open.removeIf(key -> areEqual(key, here, there, one, two));
    }
    count.add(one, two);
    return keys.size() - (long) open.size();
  }

  /** A row that was once the same in both is no difference, whatever has come since. */
  private static boolean areEqual(
      List<Object> key,
      TableRows here,
      TableRows there,
      Map<String, Map<String, Object>> one,
      Map<String, Map<String, Object>> two) {
    Map<String, Object> served = here.now(key);
    Map<String, Object> built = there.now(key);
    if (Objects.equals(served, built)) {
      return true;
    }
    String name = here.named(key);
    if (served != null) {
      one.put(name, served);
    }
    if (built != null) {
      two.put(name, built);
    }
    return false;
  }
}
