package dev.millrace.projection.sink;

import dev.millrace.projection.parking.RowFaults;
import dev.millrace.projection.sink.WaitingRows.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A table that rows are written to, and who is told what became of them. */
record Destination<R>(ReadTable<R> table, Sink<R> sink, RowFaults faults, RowNotices notices) {

  /** Of a row, among those of all tables. */
  String key(String id) {
    return table.name() + "/" + id;
  }

  /** Starts to write rows, no two with the same id; a stage for each. */
  List<CompletionStage<Void>> write(List<Waiting<R>> rows) {
    List<CompletionStage<Void>> written = sink.writeAll(rows.stream().map(Waiting::row).toList());
    List<CompletionStage<Void>> told = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Waiting<R> row = rows.get(i);
      told.add(written.get(i).whenComplete((done, error) -> tell(row, error)));
    }
    return told;
  }

  private void tell(Waiting<R> row, @Nullable Throwable error) {
    String id = table.id().apply(row.row());
    if (error == null) {
      faults.written(key(id));
      notices.written(table.name(), id);
    } else {
      faults.add(key(id), cause(error).toString());
    }
    row.fate().known(error);
  }

  private static Throwable cause(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }
}
