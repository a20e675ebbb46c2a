package dev.millrace.projection.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins the rows of two tables, both in the order of their partitions' tokens, by primary key.
 * Pure.
 *
 * <p>Between partitions it is a merge join. Within one, of which only the database knows the order,
 * it is a symmetric hash join: rows wait for their counterparts, and both tables are read by turns,
 * so that few wait where both have the same rows, however many those are. (A. Wilschut, P. Apers:
 * Dataflow query execution in a parallel main-memory environment, 1991.)
 */
final class RowJoin {

  private final Side one;
  private final Side other;
  private final int most;
  // Those of this partition that were given up waiting for.
  private final Set<List<Object>> givenUp = new HashSet<>();
  private long token = Long.MIN_VALUE;
  private long equal;

  /**
   * A join that has not begun.
   *
   * @param most rows in memory, of both tables together
   */
  RowJoin(Iterator<TableRow> one, Iterator<TableRow> other, int most) {
    this.one = new Side(one);
    this.other = new Side(other);
    this.most = most;
  }

  /** One table: the row that comes next, and those that wait for their counterparts. */
  private static final class Side {

    private final Iterator<TableRow> rows;
    private final Map<List<Object>, TableRow> waiting = new HashMap<>();
    private @Nullable TableRow head;

    Side(Iterator<TableRow> rows) {
      this.rows = rows;
      advance();
    }

    void advance() {
      head = rows.hasNext() ? rows.next() : null;
    }
  }

  /** How many rows were the same in both so far. */
  long equal() {
    return equal;
  }

  /**
   * Reads on.
   *
   * @return the keys of rows that only one table has, or that differ: at most as many as are held
   *     in memory; empty at the end. Of a large partition there may be some whose counterparts come
   *     later: they are to be looked up, and do not come again
   */
  List<List<Object>> next() {
    List<List<Object>> open = new ArrayList<>();
    while (one.head != null || other.head != null) {
      take(open);
      if (open.size() + one.waiting.size() + other.waiting.size() >= most) {
        givenUp.addAll(one.waiting.keySet());
        givenUp.addAll(other.waiting.keySet());
        release(open);
        return open;
      }
    }
    release(open);
    return open;
  }

  private void take(List<List<Object>> open) {
    Side from = isFirst() ? one : other;
    Side to = from == one ? other : one;
    TableRow row = from.head;
    if (row.token() != token) {
      // What waits is of a partition that both have passed.
      release(open);
      givenUp.clear();
      token = row.token();
    }
    from.advance();
    TableRow counterpart = to.waiting.remove(row.key());
    if (counterpart != null) {
      match(row, counterpart, open);
    } else if (!givenUp.contains(row.key())) {
      from.waiting.put(row.key(), row);
    }
  }

  private boolean isFirst() {
    if (one.head == null || other.head == null) {
      return other.head == null;
    }
    int order = Long.compare(one.head.token(), other.head.token());
    return order < 0 || (order == 0 && one.waiting.size() <= other.waiting.size());
  }

  private void match(TableRow row, TableRow counterpart, List<List<Object>> open) {
    if (row.values().equals(counterpart.values())) {
      equal++;
    } else {
      open.add(row.key());
    }
  }

  private void release(List<List<Object>> open) {
    open.addAll(one.waiting.keySet());
    open.addAll(other.waiting.keySet());
    one.waiting.clear();
    other.waiting.clear();
  }
}
