package dev.millrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.command.store.InMemoryEventStore;
import dev.millrace.order.domain.OrderRule;
import dev.millrace.runtime.http.Deferred;
import dev.millrace.runtime.http.Health;
import dev.millrace.runtime.http.HttpService;
import dev.millrace.runtime.http.HttpSettings;
import dev.millrace.runtime.http.Metrics;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the document says all and nothing else. */
class ApiDocumentTest {

  private static final ApiDocument DOCUMENT = new ApiDocument(ApiDocument.checkedIn());
  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

  @Test
  void describesEveryRouteAndNoOther() {
    Set<String> described = new TreeSet<>();
    for (String path : DOCUMENT.names("/paths")) {
      DOCUMENT.names("/paths/" + path.replace("/", "~1")).stream()
          .filter(METHODS::contains)
          .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path));
    }
    try (TestApi api = TestApi.over(new InMemoryEventStore())) {
      assertThat(described).hasSizeGreaterThan(10).isEqualTo(new TreeSet<>(api.http().routes()));
    }
  }

  static Stream<ProblemCodes.Known> everyProblem() {
    Stream<ProblemCodes.Known> rules =
        Arrays.stream(OrderRule.values())
            .map(rule -> new ProblemCodes.Known(status(rule), rule.code()));
    List<ProblemCodes.Known> others = ProblemCodes.inTheCode();
    assertThat(others).hasSizeGreaterThan(15);
    return Stream.concat(rules, others.stream());
  }

  private static int status(OrderRule rule) {
    return switch (rule.kind()) {
      case INVALID -> 400;
      case UNKNOWN -> 404;
      case CONFLICT -> 409;
    };
  }

  @ParameterizedTest
  @MethodSource("everyProblem")
  void describesEveryProblem(ProblemCodes.Known problem) {
    JsonNode sample = problem.sample();
    List<String> describing =
        DOCUMENT.names("/components/schemas").stream()
            .filter(name -> DOCUMENT.at("/components/schemas/" + name + "/$ref").isTextual())
            .filter(name -> DOCUMENT.errors("/components/schemas/" + name, sample).isEmpty())
            .toList();
    assertThat(describing).as(sample.toString()).hasSize(1);
  }

  @Test
  void leadsEveryReferenceSomewhereAndUsesEveryComponent() {
    Set<String> used = new HashSet<>();
    DOCUMENT.at("").findValues("$ref").forEach(ref -> used.add(ref.asText().substring(1)));
    assertThat(used).allSatisfy(pointer -> assertThat(DOCUMENT.at(pointer)).isNotEmpty());
    Set<String> components = new HashSet<>();
    for (String kind : DOCUMENT.names("/components")) {
      String all = "/components/" + kind;
      DOCUMENT.names(all).forEach(name -> components.add(all + "/" + name));
    }
    assertThat(used).isEqualTo(components);
  }

  @Test
  void isThereWhileTheServiceIsStarting() {
    try (HttpService starting =
        HttpService.start(
            new HttpSettings("127.0.0.1", 0, 1024, 100),
            new HttpService.Operations(new Health(), Metrics.registry("test")),
            routes -> OrderRoutes.addTo(routes, new Deferred<>()))) {
      var api = new ApiClient(starting.port());
      assertThat(api.get("/openapi.json").json()).isEqualTo(ApiDocument.checkedIn());
      assertThat(api.get("/docs").raw().body()).contains("data-document=\"/openapi.json\"");
      assertThat(api.post("/orders", TestApi.CREATE).text("code")).isEqualTo("starting");
      assertThat(api.get("/orders/" + new UUID(1, 1)).status()).isEqualTo(503);
      assertThat(api.get("/health/live").status()).isEqualTo(200);
      assertThat(api.get("/health/ready").status()).isEqualTo(200);
      assertThat(api.get("/metrics").status()).isEqualTo(200);
    }
  }
}
