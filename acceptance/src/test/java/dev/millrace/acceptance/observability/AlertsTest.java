package dev.millrace.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class AlertsTest {

  private final List<JsonNode> alerts = alerts();

  @Test
  void everyMetricIsOneThatServicesServe() {
    Set<String> known = MetricsPage.load().queryable();
    assertThat(alerts)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            alert -> {
              Set<String> names = QueryNames.of(alert.get("expr").asText());
              assertThat(names).isNotEmpty();
              assertThat(known).as("docs/metrics.md, for %s", name(alert)).containsAll(names);
            });
  }

  @Test
  void everyAlertSaysWhatIsWrongHowBadAndWhereToRead() {
    assertThat(alerts)
        .allSatisfy(
            alert -> {
              assertThat(alert.path("for").asText()).matches("\\d+[smh]");
              assertThat(alert.at("/labels/severity").asText()).isIn("warning", "critical");
              assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
              assertThat(alert.at("/annotations/description").asText()).isNotBlank();
              assertThat(alert.at("/annotations/runbook").asText()).contains("docs/operating.md#");
            });
    assertThat(alerts.stream().map(AlertsTest::name)).doesNotHaveDuplicates();
  }

  @Test
  void theRunbookHasTheSectionAndAllOfThem() {
    String page = RepositoryFiles.read("docs/operating.md");
    Set<String> anchors =
        page.lines()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
            .collect(Collectors.toSet());
    assertThat(alerts)
        .allSatisfy(
            alert -> {
              String link = alert.at("/annotations/runbook").asText();
              assertThat(anchors).contains(link.substring(link.indexOf('#') + 1));
              assertThat(page).contains("| `" + name(alert) + "` |");
            });
    List<String> documented =
        page.lines()
            .filter(line -> line.matches("\\| `[A-Z]\\w+` \\| .*"))
            .filter(line -> !line.matches("\\| `[A-Z]+`.*"))
            .map(line -> line.replaceFirst("\\| `(\\w+)`.*", "$1"))
            .toList();
    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(alerts.stream().map(AlertsTest::name).toList());
  }

  @Test
  void prometheusScrapesTheServicesAndReadsTheRules() {
    JsonNode config = yaml("observability/prometheus.yml");
    assertThat(config.at("/rule_files/0").asText()).isEqualTo("/etc/prometheus/alerts.yml");
    List<String> targets = new ArrayList<>();
    config
        .get("scrape_configs")
        .forEach(
            job ->
                job.get("static_configs")
                    .get(0)
                    .get("targets")
                    .forEach(t -> targets.add(t.asText())));
    assertThat(targets)
        .contains("command-service:8080", "cdc-bridge:8081", "projection-streams:8082");
  }

  private static String name(JsonNode alert) {
    return alert.get("alert").asText();
  }

  private static List<JsonNode> alerts() {
    List<JsonNode> alerts = new ArrayList<>();
    yaml("observability/alerts.yml")
        .get("groups")
        .forEach(group -> group.get("rules").forEach(alerts::add));
    return alerts;
  }

  private static JsonNode yaml(String file) {
    Object loaded =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(RepositoryFiles.read(file));
    return new ObjectMapper().valueToTree(loaded);
  }
}
