package dev.millrace.cli.projections;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows projections as a table. */
final class ProjectionsTable {

  private static final String FORMAT = "%-22s %-8s %-11s %9s %8s %7s %9s %7s  %s%n";

  private ProjectionsTable() {}

  static String of(JsonNode projections) {
    var table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            FORMAT,
            "build",
            "serving",
            "state",
            "lag",
            "lag s",
            "done %",
            "records/s",
            "parked",
            "last error"));
    for (JsonNode projection : projections) {
      int version = projection.path("version").asInt();
      for (JsonNode build : projection.path("builds")) {
        table.append(line(projection.path("name").asText(), version, build));
      }
    }
    return table.toString();
  }

  private static String line(String name, int version, JsonNode build) {
    int number = build.path("build").asInt();
    boolean old = build.path("codeVersion").asInt() < version;
    return String.format(
        Locale.ROOT,
        FORMAT,
        name + (number > 1 ? "-" + number : "") + (old ? " (old)" : ""),
        build.path("serving").asBoolean() ? "yes" : "",
        build.path("state").asText(),
        build.path("lagRecords").asText("?"),
        build.path("lagSeconds").asText("?"),
        build.path("percent").asText("?"),
        build.path("recordsPerSecond").asText(),
        build.path("parked").asText("?"),
        errors(build));
  }

  /** What the build failed of, and what filling it up from the event store stands still of. */
  private static String errors(JsonNode build) {
    return Stream.of(lastError(build), backfillError(build))
        .filter(error -> !error.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String lastError(JsonNode build) {
    String error = build.path("lastError").asText("");
    return build.hasNonNull("lastErrorAt")
        ? "%s: %s".formatted(build.path("lastErrorAt").asText(), error)
        : error;
  }

  /** Empty if the backfill goes on, or has finished. */
  static String backfillError(JsonNode build) {
    JsonNode backfill = build.path("backfill");
    return backfill.hasNonNull("lastError")
        ? "backfill failed at %s, is tried again while the build runs: %s"
            .formatted(backfill.path("lastErrorAt").asText(), backfill.path("lastError").asText())
        : "";
  }
}
