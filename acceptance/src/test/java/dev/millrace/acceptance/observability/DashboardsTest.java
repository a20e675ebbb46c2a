package dev.millrace.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class DashboardsTest {

  private static final String FOLDER = "observability/grafana/";
  private static final Set<String> KNOWN = MetricsPage.load().queryable();

  @Test
  void thereAreThree() throws JsonProcessingException {
    List<String> titles = new ArrayList<>();
    Set<String> ids = new TreeSet<>();
    for (JsonNode dashboard : dashboards()) {
      titles.add(dashboard.get("title").asText());
      ids.add(dashboard.get("uid").asText());
    }
    assertThat(titles)
        .containsExactlyInAnyOrder(
            "Millrace: pipeline", "Millrace: bridge", "Millrace: projections");
    assertThat(ids).hasSize(3);
  }

  @Test
  void everyPanelHasATitleAUnitAndSomethingToShow() throws JsonProcessingException {
    for (JsonNode dashboard : dashboards()) {
      Set<String> titles = new TreeSet<>();
      for (JsonNode panel : dashboard.get("panels")) {
        String title = panel.path("title").asText();
        assertThat(titles.add(title) && !title.isBlank()).as("title \"%s\"", title).isTrue();
        assertThat(panel.at("/fieldConfig/defaults/unit").asText())
            .as("unit of %s", title)
            .isNotBlank();
        assertThat(panel.path("description").asText()).as("description of %s", title).isNotBlank();
        assertThat(panel.path("targets")).as("queries of %s", title).isNotEmpty();
        assertThat(panel.at("/datasource/uid").asText()).isEqualTo(dataSource());
      }
      assertThat(titles).hasSizeGreaterThan(5);
    }
  }

  @Test
  void everyMetricIsOneThatServicesServe() throws JsonProcessingException {
    for (JsonNode dashboard : dashboards()) {
      for (JsonNode panel : dashboard.get("panels")) {
        for (JsonNode target : panel.get("targets")) {
          Set<String> names = QueryNames.of(target.get("expr").asText());
          assertThat(names).as(target.get("expr").asText()).isNotEmpty();
          assertThat(KNOWN).as("docs/metrics.md").containsAll(names);
        }
      }
    }
  }

  @Test
  void grafanaIsToldWhereTheyAre() {
    String provider = RepositoryFiles.read(FOLDER + "provisioning/dashboards/millrace.yml");
    String compose = RepositoryFiles.read("docker-compose.yml");
    assertThat(provider).contains("path: /var/lib/grafana/dashboards");
    assertThat(compose)
        .contains("./observability/grafana/dashboards:/var/lib/grafana/dashboards:ro");
  }

  private static String dataSource() {
    Object file =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(RepositoryFiles.read(FOLDER + "provisioning/datasources/prometheus.yml"));
    JsonNode sources = new ObjectMapper().valueToTree(file).get("datasources");
    return sources.get(0).get("uid").asText();
  }

  private static List<JsonNode> dashboards() throws JsonProcessingException {
    List<JsonNode> dashboards = new ArrayList<>();
    for (String file : RepositoryFiles.in(FOLDER + "dashboards")) {
      dashboards.add(new ObjectMapper().readTree(RepositoryFiles.read(file)));
    }
    return dashboards;
  }
}
