package dev.millrace.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scylladb.cdc.model.TableName;
import dev.millrace.bridge.audit.AuditorSettings;
import dev.millrace.bridge.capture.CaptureSettings;
import dev.millrace.bridge.sequencer.SequencerSettings;
import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.config.SettingsException;
import dev.millrace.runtime.http.HttpSettings;
import dev.millrace.runtime.kafka.KafkaSettings;
import dev.millrace.runtime.scylla.ScyllaSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CdcBridgeSettingsTest {

  @Test
  void hasDefaults() {
    CdcBridgeSettings settings = CdcBridgeSettings.from(Settings.of(Map.of()));
    assertThat(settings.http().host()).isEqualTo("127.0.0.1");
    assertThat(settings.http().port()).isEqualTo(8081);
    assertThat(settings.roles()).isEqualTo(new BridgeRoles(true, true, true));
    assertThat(settings.scylla())
        .isEqualTo(
            new ScyllaSettings(
                List.of(InetSocketAddress.createUnresolved("localhost", 9042)),
                "datacenter1",
                Duration.ofSeconds(5),
                true));
    assertThat(settings.kafka()).isEqualTo(new KafkaSettings("localhost:9092", 4));
    assertThat(settings.capture()).isEqualTo(CaptureSettings.from(Settings.of(Map.of())));
    assertThat(settings.sequencer()).isEqualTo(SequencerSettings.from(Settings.of(Map.of())));
    assertThat(settings.auditor()).isEqualTo(new AuditorSettings(1_000, Duration.ofMinutes(10)));
  }

  @Test
  void readsEveryKey() {
    var settings = Settings.of(everyKey());
    CdcBridgeSettings read = CdcBridgeSettings.from(settings);
    assertThat(read)
        .isEqualTo(
            new CdcBridgeSettings(
                new HttpSettings("0.0.0.0", 9, read.http().maxBodyBytes(), 77),
                new BridgeRoles(false, true, false),
                new ScyllaSettings(
                    List.of(InetSocketAddress.createUnresolved("db", 1)),
                    "west",
                    Duration.ofSeconds(9),
                    false),
                new KafkaSettings("broker:2", 12),
                new CaptureSettings(
                    new TableName("shop", "store"),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    8),
                new SequencerSettings(
                    Duration.ofMillis(100),
                    Set.of("a", "b"),
                    Path.of("state"),
                    Duration.ofSeconds(7),
                    8),
                new AuditorSettings(50, Duration.ofHours(1))));
    settings.refuseUnknown();
  }

  @Test
  void doubtsThatABridgeThatCapturesIsNotToAudit() {
    assertThat(new BridgeRoles(true, true, false).doubt())
        .hasValueSatisfying(it -> assertThat(it).startsWith("auditor.enabled is false"));
    assertThat(new BridgeRoles(true, true, true).doubt()).isEmpty();
    assertThat(new BridgeRoles(false, true, false).doubt()).isEmpty();
  }

  private static Map<String, String> everyKey() {
    Map<String, String> values = new HashMap<>();
    values.put("http.host", "0.0.0.0");
    values.put("http.port", "9");
    values.put("http.max-connections", "77");
    values.put("capture.enabled", "false");
    values.put("sequencer.enabled", "true");
    values.put("auditor.enabled", "false");
    values.put("scylla.contact-points", "db:1");
    values.put("scylla.datacenter", "west");
    values.put("scylla.request-timeout", "9s");
    values.put("schema.migrate", "false");
    values.put("kafka.bootstrap-servers", "broker:2");
    values.put("kafka.partitions", "12");
    values.put("capture.table", "shop.store");
    values.put("capture.window", "1s");
    values.put("capture.idle-window", "5s");
    values.put("capture.confidence", "30s");
    values.put("capture.threads", "8");
    values.put("sequencer.commit-interval", "100ms");
    values.put("sequencer.topics", "a,b");
    values.put("sequencer.state-dir", "state");
    values.put("sequencer.gap-grace", "7s");
    values.put("sequencer.state-mebibytes", "8");
    values.put("auditor.rate", "50");
    values.put("auditor.period", "1h");
    return values;
  }

  @Test
  void refusesAKeyThatNobodyKnows() {
    var settings = Settings.of(Map.of("capture.windw", "1s"));
    CdcBridgeSettings.from(settings);
    assertThatThrownBy(settings::refuseUnknown)
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("unknown settings [capture.windw]");
  }
}
