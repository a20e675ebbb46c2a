package dev.millrace.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a worker thinks of a connector's settings.
 *
 * @param faults that refuse them
 * @param unknown settings that neither plugin nor worker has: a worker passes over those in silence
 */
public record Validation(List<Fault> faults, List<String> unknown) {

  /**
   * Groups of topics to create have names of the file's own; a validation does not look at their
   * settings.
   */
  private static final String TOPIC_CREATION = "topic.creation.";

  public Validation {
    faults = List.copyOf(faults);
    unknown = List.copyOf(unknown);
  }

  /** A fault in a setting. */
  public record Fault(String setting, String what) {}

  static Validation of(Connector connector, JsonNode answer) {
    List<Fault> faults = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (JsonNode config : answer.path("configs")) {
      JsonNode value = config.path("value");
      String name = value.path("name").asText();
      value.path("errors").forEach(error -> faults.add(new Fault(name, error.asText())));
      // What the plugin does not define comes back as well, as a value without a definition.
      if (!config.path("definition").path("name").isMissingNode()) {
        known.add(name);
      }
    }
    List<String> unknown =
        connector.settings().keySet().stream()
            .filter(name -> !known.contains(name) && !name.startsWith(TOPIC_CREATION))
            .toList();
    return new Validation(faults, unknown);
  }
}
