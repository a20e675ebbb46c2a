package dev.millrace.projection.compare;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.projection.Build;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Compares the tables of two builds while both go on: a partition that differs is looked at again,
 * for one of the two may only have been a little behind.
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
      for (int look = 1; look < LOOKS && !one.equals(two); look++) {
        Thread.sleep(pause.toMillis());
        one = here.again(token);
        two = there.again(token);
      }
      count.add(one, two);
    }
    return count.result();
  }

  private static OptionalLong first(PartitionRows here, PartitionRows there) {
    return LongStream.concat(here.token().stream(), there.token().stream()).min();
  }
}
