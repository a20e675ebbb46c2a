package dev.millrace.cli.projections;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** Changes which build of a projection serves. */
final class Serving {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ProjectionsApi api;
  private final String path;
  private final Consumer<String> out;

  Serving(ProjectionsApi api, String projection, Consumer<String> out) {
    this.api = api;
    this.path = "/projections/" + ProjectionsApi.encoded(projection);
    this.out = out;
  }

  /**
   * Lets a build serve; returns when the instance that is asked follows.
   *
   * @param maxLagSeconds that it may be behind; empty for what the service allows
   */
  void begin(int build, String maxLagSeconds) throws InterruptedException {
    api.post(
        path + "/serve", Map.of("build", Integer.toString(build), "maxLagSeconds", maxLagSeconds));
    Instant deadline = Instant.now().plus(PATIENCE);
    while (api.get(path).path("serving").asInt() != build) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException(
            "build %d is to serve, but this instance has not followed within %d s: its log says why"
                .formatted(build, PATIENCE.toSeconds()));
      }
      Thread.sleep(PAUSE.toMillis());
    }
    out.accept("build " + build + " serves");
  }

  /** The build that served before the one that serves now. */
  int buildBefore() {
    return buildBefore(api.get(path));
  }

  /**
   * Of those that are there still, the one that began to serve last, besides the one that does now.
   * So a second roll-back takes the first one back.
   */
  static int buildBefore(JsonNode projection) {
    int serving = projection.path("serving").asInt();
    return StreamSupport.stream(projection.path("builds").spliterator(), false)
        .filter(build -> build.path("build").asInt() != serving)
        .filter(build -> !build.path("wanted").asText().equals("DROPPED"))
        .filter(build -> build.hasNonNull("servedAt"))
        .max(Comparator.comparing(build -> Instant.parse(build.path("servedAt").asText())))
        .map(build -> build.path("build").asInt())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "of the builds of %s that are there, none but build %d has served; --build takes any"
                        .formatted(projection.path("name").asText(), serving)));
  }
}
