package dev.millrace.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * States of a connector and its tasks, in Kafka Connect's words: {@code RUNNING}, {@code FAILED},
 * {@code PAUSED}, {@code UNASSIGNED} and so on.
 */
public record ConnectorStatus(Part connector, List<Part> tasks) {

  private static final String RUNNING = "RUNNING";
  private static final String FAILED = "FAILED";
  private static final String CAUSED_BY = "Caused by: ";

  public ConnectorStatus {
    tasks = List.copyOf(tasks);
  }

  /**
   * The connector or one of its tasks.
   *
   * @param cause why it failed, first line and innermost cause; empty if it did not
   */
  public record Part(String name, String state, String worker, String cause) {}

  static ConnectorStatus of(JsonNode json) {
    List<Part> tasks = new ArrayList<>();
    json.path("tasks")
        .forEach(task -> tasks.add(part("task " + task.path("id").asText("?"), task)));
    return new ConnectorStatus(part("connector", json.path("connector")), tasks);
  }

  private static Part part(String name, JsonNode json) {
    return new Part(
        name,
        json.path("state").asText("?"),
        json.path("worker_id").asText("?"),
        cause(json.path("trace").asText("").lines().toList()));
  }

  /** What Connect says, and what lies under it: of a transform it says only that it failed. */
  private static String cause(List<String> trace) {
    String first = trace.isEmpty() ? "" : trace.get(0);
    return trace.stream()
        .filter(line -> line.startsWith(CAUSED_BY))
        .reduce((one, later) -> later)
        .map(root -> first + ", caused by " + root.substring(CAUSED_BY.length()))
        .orElse(first);
  }

  /** Whether the connector runs and has tasks, all of which run. */
  public boolean isRunning() {
    return !tasks.isEmpty() && parts().allMatch(part -> part.state().equals(RUNNING));
  }

  /** Those that failed. */
  public List<Part> failed() {
    return parts().filter(part -> part.state().equals(FAILED)).toList();
  }

  /** The connector, then its tasks. */
  public Stream<Part> parts() {
    return Stream.concat(Stream.of(connector), tasks.stream());
  }
}
