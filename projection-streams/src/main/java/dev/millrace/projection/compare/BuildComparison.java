package dev.millrace.projection.compare;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.projection.Build;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * Compares the tables of two builds while both go on: rows that differ are looked at again, for one
 * of the two may only have been a little behind.
 *
 * <p>Both tables are read in the order of their partitions' tokens and joined as sorted lists are,
 * so that nothing larger than a partition is held in memory.
 */
public final class BuildComparison {

  private static final int LOOKS = 10;

  private final CqlSession session;
  private final Build serving;
  private final Build other;
  private final Duration pause;

  /**
   * A comparison that has not begun.
   *
   * @param pause between two looks at a partition that differs
   */
  public BuildComparison(CqlSession session, Build serving, Build other, Duration pause) {
    this.session = session;
    this.serving = serving;
    this.other = other;
    this.pause = pause;
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
    var here = new PartitionRows(session, serving.table(table));
    var there = new PartitionRows(session, other.table(table));
    for (OptionalLong next = first(here, there); next.isPresent(); next = first(here, there)) {
      long token = next.getAsLong();
      var one = here.take(token);
      var two = there.take(token);
      Set<String> open = new TreeSet<>(one.keySet());
      open.addAll(two.keySet());
      long rows = open.size();
      keepDifferent(open, one, two);
      for (int look = 1; look < LOOKS && !open.isEmpty(); look++) {
        Thread.sleep(pause.toMillis());
        one = here.again(token);
        two = there.again(token);
        keepDifferent(open, one, two);
      }
      count.addEqual(rows - open.size());
      one.keySet().retainAll(open);
      two.keySet().retainAll(open);
      count.add(one, two);
    }
    return count.result();
  }

  /** A row that was once the same in both is no difference, whatever has come since. */
  private static void keepDifferent(
      Set<String> open,
      Map<String, Map<String, Object>> one,
      Map<String, Map<String, Object>> two) {
    open.removeIf(key -> Objects.equals(one.get(key), two.get(key)));
  }

  private static OptionalLong first(PartitionRows here, PartitionRows there) {
    return LongStream.concat(here.token().stream(), there.token().stream()).min();
  }
}
