package dev.millrace.cli.projections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Follows a rebuild from its begin to the cut-over. */
final class Rebuild {

  private static final double CAUGHT_UP_SECONDS = 1;
  private static final double ALL = 100;

  /** Instances follow within a second. */
  private static final Duration UNKNOWN_FOR = Duration.ofSeconds(3);

  private final ProjectionsApi api;
  private final String projection;
  private final String path;
  private final Consumer<String> out;

  Rebuild(ProjectionsApi api, String projection, Consumer<String> out) {
    this.api = api;
    this.projection = projection;
    this.path = "/projections/" + ProjectionsApi.encoded(projection);
    this.out = out;
  }

  /** Begins a build; its number. */
  int begin() {
    int build = api.post(path + "/rebuild", Map.of()).path("build").asInt();
    out.accept("build " + build + " begun");
    return build;
  }

  /** Shows progress until nothing is left to read that is older than a second. */
  void awaitCaughtUp(int build, Duration pause) throws InterruptedException {
    Instant begin = Instant.now();
    while (true) {
      JsonNode status = status(build);
      if (status.isEmpty() && Instant.now().isAfter(begin.plus(UNKNOWN_FOR))) {
        throw new IllegalStateException("there is no build %d of %s".formatted(build, projection));
      }
      out.accept(
          String.format(
              Locale.ROOT,
              "%s %s %% read, %s %% of the event store, %s records/s, %s s left, %s parked",
              status.path("state").asText(),
              status.path("percent").asText("?"),
              status.path("backfillPercent").asText("?"),
              status.path("recordsPerSecond").asText("?"),
              status.path("secondsLeft").asText("?"),
              status.path("parked").asText("?")));
      String error = ProjectionsTable.backfillError(status);
      if (!error.isEmpty()) {
        out.accept(error);
      }
      if (status.path("state").asText().equals("STOPPED")) {
        throw new IllegalStateException(
            "build " + build + " failed: " + status.path("lastError").asText());
      }
      if (status.path("lagSeconds").asDouble(Double.MAX_VALUE) <= CAUGHT_UP_SECONDS
          && status.path("backfillPercent").asDouble() == ALL
          && status.path("state").asText().equals("RUNNING")) {
        return;
      }
      Thread.sleep(pause.toMillis());
    }
  }

  private JsonNode status(int build) {
    for (JsonNode one : api.get(path).path("builds")) {
      if (one.path("build").asInt() == build) {
        return one;
      }
    }
    // Dropped, or the instance has not looked yet.
    return JsonNodeFactory.instance.objectNode();
  }

  /** Compares it with the build that serves; whether all rows are equal. */
  boolean compare(int build) throws InterruptedException {
    String query = "build=" + build;
    api.post(path + "/compare", Map.of("build", Integer.toString(build)));
    JsonNode result = api.get(path + "/comparison?" + query);
    while (result.path("state").asText().equals("RUNNING")) {
      Thread.sleep(500);
      result = api.get(path + "/comparison?" + query);
    }
    if (result.path("state").asText().equals("FAILED")) {
      throw new IllegalStateException("comparison failed: " + result.path("error").asText());
    }
    boolean equal = true;
    for (JsonNode table : result.path("tables")) {
      out.accept(
          String.format(
              Locale.ROOT,
              "%s: %s rows equal, %s differ, %s only in the serving build, %s only in build %d",
              table.path("table").asText(),
              table.path("equal").asText(),
              table.path("different").asText(),
              table.path("missing").asText(),
              table.path("extra").asText(),
              build));
      table.path("examples").forEach(example -> out.accept("  " + example.asText()));
      equal &=
          table.path("different").asLong()
                  + table.path("missing").asLong()
                  + table.path("extra").asLong()
              == 0;
    }
    return equal;
  }
}
