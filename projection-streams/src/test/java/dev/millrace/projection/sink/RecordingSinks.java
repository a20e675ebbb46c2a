package dev.millrace.projection.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers the rows by table; they are durable at once. */
public final class RecordingSinks implements Sinks {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, List<Object>> rows = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> newest = new ConcurrentHashMap<>();

  @Override
  public <R> Sink<R> open(ReadTable<R> table) {
    return row -> {
      rows.computeIfAbsent(table.name(), name -> new CopyOnWriteArrayList<>()).add(row);
      String id = table.name() + " " + table.id().apply(row);
      newest.merge(id, json(table, row), RecordingSinks::newerOf);
      return CompletableFuture.completedStage(null);
    };
  }

  private static <R> JsonNode json(ReadTable<R> table, R row) {
    try {
      return JSON.readTree(table.serde().serializer().serialize(table.name(), row));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the tables have it, whose writes carry the version as their timestamp. */
  private static JsonNode newerOf(JsonNode known, JsonNode other) {
    return other.get("version").asLong() < known.get("version").asLong() ? known : other;
  }

  /** What was written to a table, in order. */
  @SuppressWarnings("unchecked") // a table has rows of one type
  public <R> List<R> rows(ReadTable<R> table) {
    return (List<R>) rows.getOrDefault(table.name(), List.of());
  }

  /** What all tables have in the end, by table and id. */
  public Map<String, JsonNode> newest() {
    return new TreeMap<>(newest);
  }
}
