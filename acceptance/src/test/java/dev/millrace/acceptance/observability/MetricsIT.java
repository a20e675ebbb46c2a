package dev.millrace.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.acceptance.PipelineExtension;
import dev.millrace.cli.demo.CommandClient;
import dev.millrace.cli.demo.DemoLoad;
import dev.millrace.cli.demo.DemoRecorder;
import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.cli.pipeline.ServiceChild;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** docs/metrics.md says what the services serve: all of it, and nothing else. */
@ExtendWith(PipelineExtension.class)
class MetricsIT {

  private final MetricsPage page = MetricsPage.load();

  @Test
  void thePageSaysWhatTheServicesServe(Pipeline pipeline) throws Exception {
    someOrders(pipeline);
    for (var service : services(pipeline).entrySet()) {
      String name = service.getKey();
      List<Metric> documented = page.of(name);
      assertThat(documented).as(name).hasSizeGreaterThan(5);
      // Those of state and partitions are there when these are.
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .untilAsserted(() -> requireEqual(name, scrape(service.getValue()), documented));
    }
  }

  private void requireEqual(String service, Scrape scrape, List<Metric> documented) {
    List<Metric> served = scrape.metrics();
    assertThat(served.stream().filter(Metric::isOurs))
        .as("served by %s", service)
        .containsExactlyInAnyOrderElementsOf(documented.stream().filter(Metric::isOurs).toList());
    assertThat(served.stream().map(Metric::name))
        .containsAll(documented.stream().map(Metric::name).toList());
    Set<String> families = page.familiesOf(service);
    assertThat(served.stream().filter(metric -> !metric.isOurs()).map(Metric::name))
        .as("served by %s, and of none of the families %s", service, families)
        .allMatch(name -> families.stream().anyMatch(name::startsWith));
    assertThat(families)
        .as("families of %s", service)
        .allMatch(family -> served.stream().anyMatch(metric -> metric.name().startsWith(family)));
  }

  @Test
  void eventsAreTimedOnTheirWay(Pipeline pipeline) throws Exception {
    someOrders(pipeline);
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(
            () -> {
              assertThat(
                      scrape(pipeline.bridge()).total("millrace_sequencer_latency_seconds_count"))
                  .isPositive();
              assertThat(
                      scrape(pipeline.projections())
                          .total("millrace_projection_latency_seconds_count"))
                  .isPositive();
            });
  }

  private static void someOrders(Pipeline pipeline) {
    var client = new CommandClient(pipeline::endpoints);
    try (var recorder = new DemoRecorder(client)) {
      new DemoLoad(5, 2, 7).run(client, recorder, done -> {});
    }
  }

  private static Map<String, ServiceChild> services(Pipeline pipeline) {
    return Map.of(
        "command-service", pipeline.commandService(),
        "cdc-bridge", pipeline.bridge(),
        "projection-streams", pipeline.projections());
  }

  private static Scrape scrape(ServiceChild service) throws Exception {
    return Scrape.of(service.address());
  }
}
