package dev.millrace.projection.sink;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers the rows, which are durable at once. */
public final class RecordingSink<R> implements Sink<R> {

  private final List<R> rows = new CopyOnWriteArrayList<>();

  @Override
  public CompletionStage<Void> write(R row) {
    rows.add(row);
    return CompletableFuture.completedStage(null);
  }

  public List<R> rows() {
    return rows;
  }
}
