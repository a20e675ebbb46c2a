package dev.millrace.examples;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the examples are told on the command line.
 *
 * @param group under which name it keeps its place
 * @param idle after how long without a record it ends; never, if empty
 */
public record Options(String bootstrap, String group, Optional<Duration> idle) {

  private static final List<String> KNOWN = List.of("--bootstrap", "--group", "--idle");

  /**
   * The options behind the name of the example.
   *
   * @throws IllegalArgumentException naming the option, the rule and the value
   */
  static Options parse(List<String> args) {
    Map<String, String> given = new HashMap<>();
    for (int i = 1; i < args.size(); i += 2) {
      String name = args.get(i);
      if (!KNOWN.contains(name) || i + 1 == args.size()) {
        throw new IllegalArgumentException(
            "options must be " + String.join(", ", KNOWN) + ", each with a value, got " + name);
      }
      given.put(name, args.get(i + 1));
    }
    return new Options(
        given.getOrDefault("--bootstrap", "localhost:9092"),
        given.getOrDefault("--group", "example-" + (args.isEmpty() ? "" : args.get(0))),
        Optional.ofNullable(given.get("--idle")).map(Options::seconds));
  }

  private static Duration seconds(String value) {
    if (!value.matches("[1-9]\\d{0,5}")) {
      throw new IllegalArgumentException("--idle must be whole seconds, got " + value);
    }
    return Duration.ofSeconds(Long.parseLong(value));
  }
}
