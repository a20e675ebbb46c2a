package dev.millrace.command.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The problems that the code can answer with, as its source has them. */
final class ProblemCodes {

  private static final Pattern PROBLEM =
      Pattern.compile("Problem\\.of\\(\\s*(\\d{3}),\\s*\"([a-z0-9-]+)\"");
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("../service-runtime/src/main/java"));

  private ProblemCodes() {}

  /** A kind of problem. */
  record Known(int status, String code) {

    /** One of the kind, with every member that it could have. */
    JsonNode sample() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("type", "urn:millrace:problem:" + code)
          .put("title", "Title")
          .put("status", status)
          .put("detail", "Detail")
          .put("code", code)
          .put("field", "field")
          .put("version", 1)
          .put("limit", 1)
          .put("actual", 2);
    }
  }

  static List<Known> inTheCode() {
    return SOURCES.stream().flatMap(ProblemCodes::files).flatMap(ProblemCodes::codes).toList();
  }

  private static Stream<Path> files(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Known> codes(Path file) {
    try {
      return PROBLEM
          .matcher(Files.readString(file))
          .results()
          .map(found -> new Known(Integer.parseInt(found.group(1)), found.group(2)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
