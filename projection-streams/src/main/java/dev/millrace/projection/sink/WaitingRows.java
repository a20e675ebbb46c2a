package dev.millrace.projection.sink;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Rows for one table that are yet to be sent; of each row one version. */
final class WaitingRows<R> {

  private final Destination<R> to;
  private final Map<String, Waiting<R>> rows = new LinkedHashMap<>();

  WaitingRows(Destination<R> to) {
    this.to = to;
  }

  /**
   * A row, and who waits for it.
   *
   * @param urgent whether it has just come; not, if it belongs to a backlog and has waited already
   */
  record Waiting<R>(R row, RowFate fate, boolean urgent) {}

  /** Whether another version of the row waits. */
  boolean has(String id) {
    return rows.containsKey(id);
  }

  void add(String id, Waiting<R> row) {
    rows.merge(id, row, this::merged);
  }

  private Waiting<R> merged(Waiting<R> first, Waiting<R> second) {
    return new Waiting<>(
        to.table().merged(first.row(), second.row()),
        first.fate().and(second.fate()),
        first.urgent() || second.urgent());
  }

  /** Takes the longest-waiting ones out; what is returned sends them. */
  Burst take(int most) {
    List<Waiting<R>> taken = new ArrayList<>(Math.min(most, rows.size()));
    Iterator<Waiting<R>> all = rows.values().iterator();
    while (all.hasNext() && taken.size() < most) {
      taken.add(all.next());
      all.remove();
    }
    return new Burst(taken.size(), () -> to.write(taken));
  }

  /** Rows to be sent at once. */
  record Burst(int size, Start start) {}

  /** Sends them; a stage for each. */
  @FunctionalInterface
  interface Start {
    List<CompletionStage<Void>> send();
  }
}
