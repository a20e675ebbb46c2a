package dev.millrace.projection.sink;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers the rows by table; they are durable at once. */
public final class RecordingSinks implements Sinks {

  private final Map<String, List<Object>> rows = new ConcurrentHashMap<>();

  @Override
  public <R> Sink<R> open(ReadTable<R> table) {
    return row -> {
      rows.computeIfAbsent(table.name(), name -> new CopyOnWriteArrayList<>()).add(row);
      return CompletableFuture.completedStage(null);
    };
  }

  /** What was written to a table, in order. */
  @SuppressWarnings("unchecked") // a table has rows of one type
  public <R> List<R> rows(ReadTable<R> table) {
    return (List<R>) rows.getOrDefault(table.name(), List.of());
  }
}
