package dev.millrace.bridge.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scylladb.cdc.model.TableName;
import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.config.SettingsException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureSettingsTest {

  @Test
  void hasDefaults() {
    assertThat(CaptureSettings.from(Settings.of(Map.of())))
        .isEqualTo(
            new CaptureSettings(
                new TableName("millrace", "event_store"),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                4));
  }

  @Test
  void readsEveryKey() {
    var settings =
        Settings.of(
            Map.of(
                "capture.table", "shop.store",
                "capture.window", "1ms",
                "capture.idle-window", "9s",
                "capture.confidence", "0s",
                "capture.threads", "256"));
    assertThat(CaptureSettings.from(settings))
        .isEqualTo(
            new CaptureSettings(
                new TableName("shop", "store"),
                Duration.ofMillis(1),
                Duration.ofSeconds(9),
                Duration.ZERO,
                256));
    settings.refuseUnknown();
  }

  @ParameterizedTest
  @CsvSource({
    "capture.table, store, 'capture.table must be keyspace.table, got \"store\"'",
    "capture.table, .store, 'capture.table must be keyspace.table, got \".store\"'",
    "capture.table, shop., 'capture.table must be keyspace.table, got \"shop.\"'",
    "capture.table, a.b.c, 'capture.table must be keyspace.table, got \"a.b.c\"'",
    "capture.window, 0ms, 'capture.window must be at least 1ms, got PT0S'",
    "capture.window, soon, 'capture.window must be a duration such as 250ms, 30s, 5m or 7d, got"
        + " \"soon\"'",
    "capture.idle-window, 2, 'capture.idle-window must be a duration such as 250ms, 30s, 5m or 7d,"
        + " got \"2\"'",
    "capture.confidence, -2s, 'capture.confidence must be a duration such as 250ms, 30s, 5m or 7d,"
        + " got \"-2s\"'",
    "capture.threads, 0, 'capture.threads must be a whole number 1..256, got \"0\"'",
  })
  void namesKeyRuleAndValueOfWhatIsWrong(String key, String value, String message) {
    assertThatThrownBy(() -> CaptureSettings.from(Settings.of(Map.of(key, value))))
        .isInstanceOf(SettingsException.class)
        .hasMessage(message);
  }
}
