package dev.millrace.acceptance.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.acceptance.Examination;
import dev.millrace.cli.connect.ConnectWorker;
import dev.millrace.cli.connect.Connector;
import dev.millrace.cli.connect.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Debezium Scylla connector, on a Connect worker and a pipeline of its own. */
@ExtendWith(ConnectorJar.class)
@TestMethodOrder(OrderAnnotation.class)
class ConnectRouteIT extends CaptureConformance {

  private static final Path FILES = Path.of(System.getProperty("millrace.home"), "connect-config");

  private ConnectRoute route;

  @Override
  Route start() throws IOException {
    route = new ConnectRoute(ConnectorJar.path());
    return route;
  }

  @Test
  void doctorFindsNothingWrongWithIt() {
    Examination healthy = await(found -> found.exit() == 0 && found.names("skipped").isEmpty());
    assertThat(healthy.names("ok"))
        .contains(
            "capture route",
            "connect worker",
            "connector plugin",
            "connector",
            "connector offsets",
            "connector heartbeat",
            "connector records",
            "connector topic",
            "connector errors",
            "connector windows");
    assertThat(healthy.found("capture route")).isEqualTo("connector");
    assertThat(healthy.found("connector windows"))
        .isEqualTo("reads up to 1000 ms behind the clock, 16 queries/s on 8 streams");
    assertThat(healthy.found("connector offsets")).endsWith(", 8 vnodes");
  }

  /** TLS, of which the stand-in has none, is off; secrets come from a file as in production. */
  @Test
  void theWorkerTakesTheProductionSettings() throws IOException {
    Path secrets = route.directory().resolve("connect.properties");
    Files.writeString(
        secrets, "scylla.user=user\nscylla.password=secret\ntruststore.password=secret\n");
    Map<String, String> overlay = Connector.readOverlay(FILES.resolve("production.json"));
    overlay.replaceAll(
        (key, value) -> value.replace("/etc/millrace/connect.properties", secrets.toString()));
    Connector production =
        Connector.read(FILES.resolve("outbox-source.json"))
            .with(overlay)
            .with(
                Map.of(
                    "scylla.cluster.ip.addresses", route.stack().endpoints().databaseAddress(),
                    "scylla.local.dc", route.stack().endpoints().datacenter(),
                    "scylla.ssl.enabled", "false"));
    var worker = new ConnectWorker(route.connector().worker().address());
    var validation = worker.validate(production);
    assertThat(validation.faults()).isEmpty();
    assertThat(validation.unknown()).isEmpty();
    var misspelt = worker.validate(production.with(Map.of("scylla.sll.enabled", "true")));
    assertThat(misspelt.unknown()).containsExactly("scylla.sll.enabled");
  }

  /** Last: the connector does not get past such a row by itself. */
  @Test
  @Order(Integer.MAX_VALUE)
  void aRecordThatATransformFailsOnStopsTheTaskAndNoEvent() {
    poison();
    Examination sick = await(found -> found.names("failure").equals(Set.of("connector")));
    assertThat(sick.exit()).isEqualTo(1);
    assertThat(sick.found("connector")).contains("task 0 is FAILED").contains("Exception");
    assertThat(sick.advice("connector")).contains("errors.tolerance=all");
    livesComeAsTheyAreStored();
    // What the advice says: once past it, back to what is safe.
    deploy("all");
    Examination tolerant = await(found -> !found.names("failure").contains("connector"));
    assertThat(tolerant.names("failure")).containsExactly("connector errors");
    deploy("none");
    await(found -> found.exit() == 0);
    livesComeAsTheyAreStored();
  }

  private void poison() {
    try (var session = RouteSessions.open(route.endpoints())) {
      session.execute(
          "INSERT INTO millrace.event_store (aggregate_id, entry, sequence, id, payload)"
              + " VALUES (uuid(), 'outbox', 1, uuid(), 'poison')");
    }
  }

  private void deploy(String tolerance) {
    var worker = new ConnectWorker(route.connector().worker().address());
    String name = route.connector().name();
    Connector deployed = new Connector(name, worker.settings(name).orElseThrow());
    new Deployment(worker, Duration.ofMinutes(1), System.out::println)
        .deploy(deployed.with(Map.of("errors.tolerance", tolerance)));
  }

  private Examination await(Predicate<Examination> condition) {
    return Awaitility.await()
        .atMost(90, TimeUnit.SECONDS)
        .pollInterval(1, TimeUnit.SECONDS)
        .until(() -> Examination.of(options()), condition);
  }

  private List<String> options() {
    var endpoints = route.endpoints();
    List<String> options = new ArrayList<>();
    Map.of(
            "--database", route.stack().endpoints().databaseAddress(),
            "--datacenter", endpoints.datacenter(),
            "--kafka", endpoints.kafka(),
            "--commands", endpoints.commands().toString(),
            "--bridge", route.parts().bridge().address().toString(),
            "--queries", endpoints.queries().toString(),
            "--connect", route.connector().worker().address().toString())
        .forEach((option, value) -> options.addAll(List.of(option, value)));
    return options;
  }
}
