package dev.millrace.cli.projections;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Shows what is parked, a line each. */
final class ParkedText {

  private ParkedText() {}

  static String of(JsonNode parked) {
    if (parked.isEmpty()) {
      return String.format("nothing is parked%n");
    }
    var text = new StringBuilder();
    for (JsonNode one : parked) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s from %s: %s waiting because %s; %s%n",
              one.path("id").asText(),
              one.path("firstSequence").asText(),
              one.path("records").asText(),
              one.path("cause").asText(),
              dryRun(one)));
    }
    return text.toString();
  }

  private static String dryRun(JsonNode one) {
    if (!one.hasNonNull("wouldFold")) {
      return "the instance that has it can say what a redrive would project (--service)";
    }
    String stop =
        one.hasNonNull("wouldStopAt") ? ", then: " + one.path("wouldStopAt").asText() : "";
    return "a redrive would project " + one.path("wouldFold").asText() + stop;
  }
}
