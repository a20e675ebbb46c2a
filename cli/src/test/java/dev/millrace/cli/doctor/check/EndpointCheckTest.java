package dev.millrace.cli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.doctor.check.EndpointCheck.Database;
import dev.millrace.cli.doctor.check.EndpointCheck.Readiness;
import dev.millrace.cli.doctor.check.Fact.Failed;
import dev.millrace.cli.doctor.check.Fact.Known;
import dev.millrace.cli.doctor.check.Finding.Status;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EndpointCheckTest {

  private static final URI BRIDGE = URI.create("http://bridge:8081");

  @Test
  void aReadyServiceIsFine() {
    Finding finding = service(new Known<>(new Readiness(true, Map.of("database", true))));
    assertThat(finding.status()).isEqualTo(Status.OK);
    assertThat(finding.found()).isEqualTo("http://bridge:8081 ready: database");
    assertThat(finding.advice()).isNull();
  }

  @Test
  void saysWhichPartIsMissing() {
    var parts = new TreeMap<>(Map.of("database", true, "capture", false, "other", false));
    Finding finding = service(new Known<>(new Readiness(false, parts)));
    assertThat(finding.status()).isEqualTo(Status.FAILURE);
    assertThat(finding.found()).endsWith("not ready: capture; other");
    assertThat(finding.advice()).contains("GET /capture").contains("other: its log says why");
  }

  @Test
  void saysHowToFindAServiceThatDoesNotAnswer() {
    Finding finding = service(new Failed<>("no connection"));
    assertThat(finding.status()).isEqualTo(Status.FAILURE);
    assertThat(finding.found()).isEqualTo("http://bridge:8081 does not answer: no connection");
    assertThat(finding.advice()).contains("start it").contains("--bridge");
  }

  @Test
  void warnsOfNodesThatAreDown() {
    assertThat(database(new Known<>(new Database("5.0", 3, 0))).status()).isEqualTo(Status.OK);
    Finding finding = database(new Known<>(new Database("5.0", 2, 1)));
    assertThat(finding.status()).isEqualTo(Status.WARNING);
    assertThat(finding.found()).isEqualTo("db:9042, release 5.0, 2 nodes: 1 node down");
    assertThat(database(new Failed<>("refused")).status()).isEqualTo(Status.FAILURE);
  }

  @Test
  void countsBrokers() {
    assertThat(EndpointCheck.kafka("k:9092", new Known<>(1)).found()).isEqualTo("k:9092, 1 broker");
    assertThat(EndpointCheck.kafka("k:9092", new Failed<>("no")).status())
        .isEqualTo(Status.FAILURE);
  }

  private static Finding service(Fact<Readiness> fact) {
    return EndpointCheck.service("cdc-bridge", BRIDGE, "--bridge", fact);
  }

  private static Finding database(Fact<Database> fact) {
    return EndpointCheck.database("db:9042", fact);
  }
}
