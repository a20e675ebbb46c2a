package dev.millrace.cli.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.cli.doctor.check.Finding;
import dev.millrace.cli.doctor.check.Finding.Status;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The findings, for people and for programs. */
record Report(List<Finding> findings) {

  Report {
    findings = List.copyOf(findings);
  }

  long failures() {
    return count(Status.FAILURE);
  }

  long warnings() {
    return count(Status.WARNING);
  }

  private long count(Status status) {
    return findings.stream().filter(finding -> finding.status() == status).count();
  }

  /** One line a check, and one that counts. */
  String toText() {
    return findings.stream().map(Report::line).collect(Collectors.joining("\n"))
        + String.format("%nfailures: %d, warnings: %d", failures(), warnings());
  }

  private static String line(Finding finding) {
    String line =
        String.format("%-8s %-36s %s", status(finding), finding.name(), oneLine(finding.found()));
    return finding.advice() == null ? line : line + " → " + oneLine(finding.advice());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }

  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode checks = json.putArray("checks");
    findings.forEach(
        finding ->
            checks
                .addObject()
                .put("name", finding.name())
                .put("status", status(finding))
                .put("found", finding.found())
                .put("advice", finding.advice()));
    json.put("failures", failures()).put("warnings", warnings());
    return json.toString();
  }

  private static String status(Finding finding) {
    return finding.status().name().toLowerCase(Locale.ROOT);
  }
}
