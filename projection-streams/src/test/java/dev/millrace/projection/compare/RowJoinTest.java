package dev.millrace.projection.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowJoinTest {

  private static final int MOST = 10;

  @Test
  void rowsThatAreTheSameAreCounted() {
    List<TableRow> rows = Stream.of(1, 2, 3).flatMap(t -> partition(t, 0, 5)).toList();
    assertThat(open(rows, rows, 15)).isEmpty();
  }

  @Test
  void whatOneHasNotAndWhatDiffersIsOpen() {
    var one = List.of(row(1, 1, "a"), row(2, 1, "a"), row(4, 1, "a"));
    var other = List.of(row(2, 1, "b"), row(3, 1, "a"), row(4, 1, "a"));
    assertThat(open(one, other, 1)).containsExactlyInAnyOrder(key(1, 1), key(2, 1), key(3, 1));
  }

  @Test
  void anEmptyTableLacksEverything() {
    List<TableRow> rows = partition(1, 0, 25).toList();
    assertThat(open(rows, List.of(), 0)).hasSize(25).doesNotHaveDuplicates();
    assertThat(open(List.of(), rows, 0)).hasSize(25).doesNotHaveDuplicates();
  }

  @Test
  void aLargePartitionIsNotHeldInMemory() {
    var one = new MadeRows(100_000, -1);
    var other = new MadeRows(100_000, 50_000);
    one.against = other;
    var join = new RowJoin(one, other, MOST);
    assertThat(join.next()).containsExactly(key(1, 50_000));
    assertThat(join.next()).isEmpty();
    assertThat(join.equal()).isEqualTo(99_999);
    assertThat(one.farthest).as("rows ahead of the other, or behind").isLessThan(MOST);
  }

  @Test
  void aCounterpartThatComesLateIsOpenOnceAndNotTwice() {
    List<TableRow> rows = partition(1, 0, 40).toList();
    List<TableRow> turned = new ArrayList<>(rows.subList(30, 40));
    turned.addAll(rows.subList(0, 30));
    List<List<Object>> open = open(rows, turned, -1);
    assertThat(open).doesNotHaveDuplicates();
    var join = new RowJoin(rows.iterator(), turned.iterator(), MOST);
    int keys = 0;
    for (var next = join.next(); !next.isEmpty(); next = join.next()) {
      assertThat(next).hasSizeLessThanOrEqualTo(MOST);
      keys += next.size();
    }
    assertThat(join.equal() + keys).isEqualTo(40);
  }

  @Test
  void theSameKeyInAnotherPartitionIsAnotherRow() {
    var one = List.of(row(1, 7, "a"), row(2, 7, "a"));
    assertThat(open(one, List.of(row(2, 7, "a")), 1)).containsExactly(key(1, 7));
  }

  /** What is open in the end; checks how many rows are equal unless that is negative. */
  private static List<List<Object>> open(List<TableRow> one, List<TableRow> other, int equal) {
    var join = new RowJoin(one.iterator(), other.iterator(), MOST);
    List<List<Object>> all = new ArrayList<>();
    for (var open = join.next(); !open.isEmpty(); open = join.next()) {
      all.addAll(open);
    }
    if (equal >= 0) {
      assertThat(join.equal()).isEqualTo(equal);
    }
    return all;
  }

  private static Stream<TableRow> partition(int token, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> row(token, i, "a"));
  }

  private static TableRow row(int token, int id, String text) {
    return new TableRow(token, key(token, id), Map.of("text", text));
  }

  private static List<Object> key(int token, int id) {
    return List.of("p" + token, id);
  }

  /** Rows of one partition that are made as they are read; one of them may be missing. */
  private static final class MadeRows implements Iterator<TableRow> {

    private final int count;
    private final int missing;
    private @Nullable MadeRows against;
    private int farthest;
    private int next;

    MadeRows(int count, int missing) {
      this.count = count;
      this.missing = missing;
    }

    @Override
    public boolean hasNext() {
      return next + (next == missing ? 1 : 0) < count;
    }

    @Override
    public TableRow next() {
      next += next == missing ? 1 : 0;
      if (against != null) {
        farthest = Math.max(farthest, Math.abs(next - against.next));
      }
      return row(1, next++, "a");
    }
  }
}
