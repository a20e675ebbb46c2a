package dev.millrace.cli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.connect.Connector;
import dev.millrace.cli.doctor.check.ConnectorWindowsCheck.Streams;
import dev.millrace.cli.doctor.check.Finding.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traps in a connector's settings, each set into the settings that are shipped. */
class ConnectorSettingsChecksTest {

  private static final String HEARTBEATS = "__debezium-heartbeat.millrace_outbox";
  private static final List<String> WRITTEN = List.of(HEARTBEATS, "order-capture");

  @Test
  void nothingIsWrongWithTheFilesThatAreShipped() {
    for (ConnectorSettings settings : List.of(shipped(), production())) {
      assertThat(ConnectorRecordsCheck.check(settings).status()).isEqualTo(Status.OK);
      assertThat(ConnectorErrorsCheck.check(settings).status()).isEqualTo(Status.OK);
      assertThat(ConnectorTopicCheck.check(settings, WRITTEN))
          .isEqualTo(Finding.ok("connector topic", "order-capture"));
      assertThat(windows(settings, 1_536, 3).status()).isEqualTo(Status.OK);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "skipped.operations                              | u,d     | WARNING | lacks t",
        "skipped.operations                              |         | WARNING | lacks u,d,t",
        "skipped.operations                              | c,u,d,t | FAILURE | has c",
        "transforms.outbox.table.field.event.key         | id      | FAILURE | several partitions",
        "transforms.outbox.table.field.event.key         |         | FAILURE | event.key is not set",
        "transforms.outbox.table.field.event.payload     | value   | FAILURE | event.payload is value",
        "transforms.outbox.table.fields.additional.placement | event_type:header,sequence:envelope | FAILURE | no header schema_version, aggregate_type, sequence, occurred_at, metadata, topic",
        "transforms                                      | flatten | FAILURE | no outbox router",
        "transforms                                      | outbox,flatten | FAILURE | not flattened before",
        "value.converter | org.apache.kafka.connect.json.JsonConverter | FAILURE | comes wrapped"
      })
  void recordsThatAreNotThoseOfOrderCapture(String key, String value, Status status, String what) {
    Finding finding = ConnectorRecordsCheck.check(with(key, value));
    assertThat(finding.status()).isEqualTo(status);
    assertThat(finding.found()).contains(what);
    assertThat(finding.advice()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "transforms.outbox.route.topic.replacement | orders          | FAILURE | sends to orders",
        "transforms.outbox.route.topic.replacement |                 | FAILURE | sends to outbox.event",
        "transforms.outbox.route.by.field          | topic           | FAILURE | by topic, and fails",
        "topic.prefix                              | millrace-outbox | WARNING | no Avro name",
        "transforms.route.type | org.apache.kafka.connect.transforms.RegexRouter | WARNING | may rename"
      })
  void recordsThatGoWhereNobodyReads(String key, String value, Status status, String what) {
    Finding finding = ConnectorTopicCheck.check(with(key, value), List.of());
    assertThat(finding.status()).isEqualTo(status);
    assertThat(finding.found()).contains(what);
  }

  @Test
  void topicsThatWereWrittenToTellMoreThanSettings() {
    Finding finding =
        ConnectorTopicCheck.check(shipped(), List.of("order-capture", "lost", HEARTBEATS));
    assertThat(finding.status()).isEqualTo(Status.WARNING);
    assertThat(finding.found()).isEqualTo("order-capture: it has written to lost");
  }

  @Test
  void errorsThatAreToleratedAreRecordsThatAreDropped() {
    Finding silent =
        ConnectorErrorsCheck.check(
            with(Map.of("errors.tolerance", "all", "errors.log.enable", "false")));
    assertThat(silent.status()).isEqualTo(Status.FAILURE);
    assertThat(silent.found()).contains("records are dropped silently");
    Finding logged = ConnectorErrorsCheck.check(with("errors.tolerance", "all"));
    assertThat(logged.status()).isEqualTo(Status.FAILURE);
    assertThat(logged.found()).contains("dropped with a log line");
    assertThat(ConnectorErrorsCheck.check(with("errors.log.enable", "")).status())
        .isEqualTo(Status.WARNING);
    assertThat(ConnectorErrorsCheck.check(with("errors.log.include.messages", "true")).status())
        .isEqualTo(Status.WARNING);
    assertThat(ConnectorErrorsCheck.check(with("errors.retry.timeout", "-1")).found())
        .contains("stays RUNNING");
  }

  @Test
  void windowsCostLatencyAndQueries() {
    assertThat(windows(shipped(), 8, 1).found())
        .isEqualTo("reads up to 1000 ms behind the clock, 16 queries/s on 8 streams");
    Finding unset = windows(new ConnectorSettings(Map.of()), 0, 0);
    assertThat(unset.status()).isEqualTo(Status.WARNING);
    assertThat(unset.found()).isEqualTo("reads up to 60 s behind the clock: more than 10 s");
    assertThat(windows(with("scylla.query.time.window.size", "100"), 1_001, 1).found())
        .endsWith("10010 queries/s on 1001 streams: a load of its own for the database");
    assertThat(windows(with("scylla.confidence.window.size", "99"), 8, 1).found())
        .endsWith("become visible after 99 ms are never read");
  }

  @Test
  void oneReplicaOfSeveralMayLackRows() {
    ConnectorSettings one = with("scylla.consistency.level", "ONE");
    assertThat(windows(one, 8, 1).status()).isEqualTo(Status.OK);
    assertThat(windows(one, 8, 3).found()).contains("ONE asks one of 3 replicas");
  }

  private static Finding windows(ConnectorSettings settings, int streams, int replicas) {
    return ConnectorWindowsCheck.check(settings, new Streams(streams, replicas));
  }

  private static ConnectorSettings shipped() {
    return with(Map.of());
  }

  private static ConnectorSettings production() {
    return with(Connector.readOverlay(Path.of("../connect-config/production.json")));
  }

  /** No value: the setting is left out. */
  private static ConnectorSettings with(String key, @Nullable String value) {
    return with(Map.of(key, value == null ? "" : value));
  }

  private static ConnectorSettings with(Map<String, String> others) {
    var settings =
        new TreeMap<>(Connector.read(Path.of("../connect-config/outbox-source.json")).settings());
    settings.putAll(others);
    return new ConnectorSettings(settings);
  }
}
