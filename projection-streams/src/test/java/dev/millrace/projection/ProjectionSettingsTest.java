package dev.millrace.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.projection.manage.StreamsSettings;
import dev.millrace.projection.query.QuerySettings;
import dev.millrace.projection.sink.SinkBarrier;
import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.config.SettingsException;
import dev.millrace.runtime.http.HttpSettings;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.scylla.ScyllaSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionSettingsTest {

  @Test
  void defaults() {
    assertThat(ProjectionSettings.from(Settings.of(Map.of())))
        .isEqualTo(
            new ProjectionSettings(
                Set.of(),
                new HttpSettings("127.0.0.1", 8082, 256 * 1024, 1_000),
                new ScyllaSettings(
                    List.of(InetSocketAddress.createUnresolved("localhost", 9042)),
                    "datacenter1",
                    Duration.ofSeconds(5),
                    true),
                new KafkaSettings("localhost:9092", 4),
                new StreamsSettings(
                    Duration.ofMillis(100),
                    Path.of("state/projection-streams"),
                    1,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(6),
                    0,
                    new SinkBarrier.Limits(256, 50),
                    64),
                new QuerySettings(Duration.ofSeconds(1), Duration.ofSeconds(10))));
  }

  @Test
  void fullMapping() {
    Settings settings =
        Settings.of(
            Map.ofEntries(
                Map.entry("projections", "order, orders-by-status"),
                Map.entry("http.host", "0.0.0.0"),
                Map.entry("http.port", "0"),
                Map.entry("scylla.contact-points", "a:1,b:2"),
                Map.entry("scylla.datacenter", "dc2"),
                Map.entry("scylla.request-timeout", "3s"),
                Map.entry("schema.migrate", "false"),
                Map.entry("kafka.bootstrap-servers", "k:9"),
                Map.entry("kafka.partitions", "12"),
                Map.entry("streams.commit-interval", "200ms"),
                Map.entry("streams.state-dir", "elsewhere"),
                Map.entry("streams.threads", "3"),
                Map.entry("streams.transaction-timeout", "1m"),
                Map.entry("streams.session-timeout", "45s"),
                Map.entry("streams.standby-replicas", "1"),
                Map.entry("sink.max-in-flight", "17"),
                Map.entry("sink.rebuild-percent", "25"),
                Map.entry("streams.state-mebibytes", "32"),
                Map.entry("query.default-wait", "0ms"),
                Map.entry("query.max-wait", "2s")));
    assertThat(ProjectionSettings.from(settings))
        .isEqualTo(
            new ProjectionSettings(
                Set.of("order", "orders-by-status"),
                new HttpSettings("0.0.0.0", 0, 256 * 1024, 1_000),
                new ScyllaSettings(
                    List.of(
                        InetSocketAddress.createUnresolved("a", 1),
                        InetSocketAddress.createUnresolved("b", 2)),
                    "dc2",
                    Duration.ofSeconds(3),
                    false),
                new KafkaSettings("k:9", 12),
                new StreamsSettings(
                    Duration.ofMillis(200),
                    Path.of("elsewhere"),
                    3,
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(45),
                    1,
                    new SinkBarrier.Limits(17, 25),
                    32),
                new QuerySettings(Duration.ZERO, Duration.ofSeconds(2))));
    settings.refuseUnknown();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http.port                   | 65536 | http.port must be a whole number 0..65535, got "65536"
          kafka.partitions            | 0     | kafka.partitions must be a whole number 1..10000, got "0"
          schema.migrate              | yes   | schema.migrate must be true or false, got "yes"
          scylla.contact-points       | host  | scylla.contact-points must be host:port, several separated by commas, got "host"
          streams.commit-interval     | 50    | streams.commit-interval must be a duration such as 250ms, 30s, 5m or 7d, got "50"
          streams.threads             | 65    | streams.threads must be a whole number 1..64, got "65"
          sink.max-in-flight          | 0     | sink.max-in-flight must be a whole number 1..10000, got "0"
          sink.rebuild-percent        | 101   | sink.rebuild-percent must be a whole number 1..100, got "101"
          query.max-wait              | long  | query.max-wait must be a duration such as 250ms, 30s, 5m or 7d, got "long"
          streams.transaction-timeout | 25d   | streams.transaction-timeout must be 1s..1h, got PT600H
          streams.session-timeout     | 0ms   | streams.session-timeout must be 1s..1h, got PT0S
          """)
  void namesKeyRuleAndValue(String key, String value, String message) {
    assertThatThrownBy(() -> ProjectionSettings.from(Settings.of(Map.of(key, value))))
        .isInstanceOf(SettingsException.class)
        .hasMessage(message);
  }

  @Test
  void someProjectionsOnly() {
    List<Projection> all = RunningProjections.all();
    var settings = ProjectionSettings.from(Settings.of(Map.of("projections", "orders-by-status")));
    assertThat(settings.chosen(all))
        .extracting(Projection::name)
        .containsExactly("orders-by-status");
    assertThat(ProjectionSettings.from(Settings.of(Map.of())).chosen(all)).isEqualTo(all);
    var wrong = ProjectionSettings.from(Settings.of(Map.of("projections", "order,none")));
    assertThatThrownBy(() -> wrong.chosen(all))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("projections must be among")
        .hasMessageContaining("got \"none\"");
  }
}
