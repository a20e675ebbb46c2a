package dev.millrace.cli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.connect.ConnectorStatus;
import dev.millrace.cli.connect.ConnectorStatus.Part;
import dev.millrace.cli.doctor.check.ConnectorOffsetsCheck.Log;
import dev.millrace.cli.doctor.check.ConnectorOffsetsCheck.Offset;
import dev.millrace.cli.doctor.check.Finding.Status;
import dev.millrace.cli.doctor.check.GenerationCheck.Generation;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What worker and connector say of themselves. */
class ConnectorStateChecksTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant OLD = NOW.minusSeconds(86_400);

  private static final ConnectorSettings SETTINGS =
      new ConnectorSettings(
          Map.of(
              "scylla.query.time.window.size", "500",
              "scylla.confidence.window.size", "500",
              "heartbeat.interval.ms", "10000",
              "topic.prefix", "p"));

  @Test
  void aWorkerAnswersAndHasThePlugin() {
    URI address = URI.create("http://c:8083");
    assertThat(ConnectWorkerCheck.worker(address, new Fact.Known<>("4.3.1")).found())
        .isEqualTo("http://c:8083, Kafka Connect 4.3.1");
    Finding away = ConnectWorkerCheck.worker(address, new Fact.Failed<>("no connection"));
    assertThat(away.status()).isEqualTo(Status.FAILURE);
    assertThat(away.found()).isEqualTo("http://c:8083 does not answer: no connection");
    Finding bare = ConnectWorkerCheck.plugin(List.of("a.B"));
    assertThat(bare.status()).isEqualTo(Status.FAILURE);
    assertThat(bare.advice()).contains("com.scylladb:scylla-cdc-source-connector", "plugin.path");
    assertThat(
            ConnectWorkerCheck.plugin(
                    List.of("a.B", "com.scylladb.cdc.debezium.connector.ScyllaConnector"))
                .status())
        .isEqualTo(Status.OK);
  }

  @Test
  void aFailedTaskIsShownWithItsCause() {
    Finding finding = state(task("RUNNING", "w1"), new Part("task 1", "FAILED", "w2", "boom"));
    assertThat(finding.status()).isEqualTo(Status.FAILURE);
    assertThat(finding.found()).isEqualTo("o with 2 tasks: task 1 is FAILED on w2: boom");
    assertThat(finding.advice()).contains("./millrace connect restart o");
  }

  @Test
  void whatDoesNotRunBringsNothing() {
    assertThat(state(task("RUNNING", "w1")).status()).isEqualTo(Status.OK);
    assertThat(state(task("PAUSED", "w1")).status()).isEqualTo(Status.FAILURE);
    assertThat(state(task("STOPPED", "w1")).found()).contains("brings nothing");
    assertThat(state(task("RESTARTING", "w1")).status()).isEqualTo(Status.WARNING);
    assertThat(state().found()).isEqualTo("o with 0 tasks: no tasks");
    assertThat(ConnectorStateCheck.check("o", null).advice()).contains("connect deploy");
  }

  @Test
  void twoTasksInOneJvmAreOneTooMany() {
    assertThat(state(task("RUNNING", "w1"), task("RUNNING", "w2")).status()).isEqualTo(Status.OK);
    Finding crowded = state(task("RUNNING", "w1"), task("RUNNING", "w1"));
    assertThat(crowded.status()).isEqualTo(Status.WARNING);
    assertThat(crowded.found()).endsWith("2 tasks on w1");
  }

  @Test
  void theOldestOffsetOfTheNewestGenerationCounts() {
    Finding finding = offsets(null, new Offset(OLD, 0, OLD), at(0, 5), at(1, 12), at(2, 1));
    assertThat(finding.status()).isEqualTo(Status.OK);
    assertThat(finding.found()).isEqualTo("read up to 12 s ago, 3 vnodes");
    // Windows, heartbeat and a minute between flushes are no lag.
    assertThat(offsets(null, at(0, 71)).status()).isEqualTo(Status.OK);
    assertThat(offsets(null, at(0, 72)).status()).isEqualTo(Status.WARNING);
    assertThat(offsets(null, at(0, 671)).status()).isEqualTo(Status.WARNING);
    assertThat(offsets(null, at(0, 672)).status()).isEqualTo(Status.FAILURE);
    assertThat(offsets(null).found()).isEqualTo("none yet");
  }

  @Test
  void rowsThatExpireUnreadAreAFailure() {
    Log log = new Log(null, Duration.ofSeconds(100));
    assertThat(check(log, at(0, 50)).status()).isEqualTo(Status.OK);
    assertThat(check(log, at(0, 51)).status()).isEqualTo(Status.FAILURE);
    assertThat(check(log, at(0, 51)).found()).contains("expire unread");
  }

  @Test
  void everyVnodeOfTheNewestGenerationHasAnOffsetAfterAWhile() {
    Instant begun = NOW.minusSeconds(121);
    var newest = new Generation(begun, 2, 2, null);
    assertThat(offsets(newest, new Offset(begun, 0, NOW), new Offset(begun, 1, NOW)).status())
        .isEqualTo(Status.OK);
    assertThat(offsets(newest, new Offset(begun, 0, NOW)).found()).endsWith("no offset of 1 vnode");
    assertThat(offsets(newest, new Offset(OLD, 0, NOW)).found())
        .endsWith("nothing of the generation of " + begun);
    var young = new Generation(NOW.minusSeconds(120), 2, 2, null);
    assertThat(offsets(young, new Offset(OLD, 0, NOW)).status()).isEqualTo(Status.OK);
  }

  @Test
  void heartbeatsAreDue() {
    assertThat(heartbeat(NOW.minusSeconds(52)).status()).isEqualTo(Status.OK);
    assertThat(heartbeat(NOW.minusSeconds(53)).status()).isEqualTo(Status.WARNING);
    assertThat(heartbeat(NOW.minusSeconds(140)).status()).isEqualTo(Status.WARNING);
    assertThat(heartbeat(NOW.minusSeconds(141)).status()).isEqualTo(Status.FAILURE);
    Finding none = heartbeat(null);
    assertThat(none.status()).isEqualTo(Status.FAILURE);
    assertThat(none.found()).isEqualTo("none in __debezium-heartbeat.p");
    assertThat(none.advice()).contains("topic.creation");
  }

  @Test
  void oneOfBridgeAndConnectorCaptures() {
    assertThat(CaptureRouteCheck.check(List.of(true, false), 1, false).found()).isEqualTo("bridge");
    assertThat(CaptureRouteCheck.check(List.of(false), 1, true).found()).isEqualTo("connector");
    assertThat(CaptureRouteCheck.check(List.of(false, true), 0, true).status())
        .isEqualTo(Status.WARNING);
    Finding nobody = CaptureRouteCheck.check(List.of(false), 0, false);
    assertThat(nobody.status()).isEqualTo(Status.FAILURE);
    assertThat(nobody.advice()).contains("capture.enabled=true");
    Finding away = CaptureRouteCheck.check(List.of(false), 1, false);
    assertThat(away.status()).isEqualTo(Status.FAILURE);
    assertThat(away.found()).isEqualTo("no bridge that captures answers, and 1 answer nothing");
    assertThat(away.advice()).contains("start").doesNotContain("capture.enabled");
  }

  private static Finding state(Part... tasks) {
    var connector = new Part("connector", "RUNNING", "w1", "");
    return ConnectorStateCheck.check("o", new ConnectorStatus(connector, Arrays.asList(tasks)));
  }

  private static Part task(String state, String worker) {
    return new Part("task", state, worker, "");
  }

  private static Offset at(long vnode, long secondsAgo) {
    return new Offset(OLD.plusSeconds(1), vnode, NOW.minusSeconds(secondsAgo));
  }

  private static Finding offsets(@Nullable Generation newest, Offset... offsets) {
    return check(new Log(newest, null), offsets);
  }

  private static Finding check(Log log, Offset... offsets) {
    return ConnectorOffsetsCheck.check(Arrays.asList(offsets), SETTINGS, log, NOW);
  }

  private static Finding heartbeat(@Nullable Instant newest) {
    return HeartbeatCheck.check(SETTINGS, newest, NOW);
  }
}
