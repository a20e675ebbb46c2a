package dev.millrace.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.cli.doctor.DoctorCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine;

/** What {@code doctor --json} printed. */
public record Examination(int exit, JsonNode json, String output) {

  public static Examination of(List<String> options) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        new CommandLine(new DoctorCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(Stream.concat(options.stream(), Stream.of("--json")).toArray(String[]::new));
    try {
      String last = out.toString().lines().reduce("", (before, line) -> line);
      return new Examination(exit, new ObjectMapper().readTree(last), out.toString() + err);
    } catch (IOException e) {
      throw new AssertionError("no JSON on the last line: " + out + err, e);
    }
  }

  public Set<String> names(String status) {
    Set<String> names = new TreeSet<>();
    json.get("checks")
        .forEach(
            check -> {
              if (check.get("status").asText().equals(status)) {
                names.add(check.get("name").asText());
              }
            });
    return names;
  }

  public String found(String name) {
    return text(name, "found");
  }

  public String advice(String name) {
    return text(name, "advice");
  }

  private String text(String name, String field) {
    for (JsonNode check : json.get("checks")) {
      if (check.get("name").asText().equals(name)) {
        return check.get(field).asText();
      }
    }
    throw new AssertionError("no check " + name + " in " + json);
  }
}
