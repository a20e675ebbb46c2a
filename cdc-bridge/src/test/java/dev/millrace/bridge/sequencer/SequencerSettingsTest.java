package dev.millrace.bridge.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.config.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequencerSettingsTest {

  @Test
  void hasDefaults() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    assertThat(SequencerSettings.from(Settings.of(Map.of())))
        .isEqualTo(
            new SequencerSettings(
                Duration.ofMillis(20),
                Set.of("order-events"),
                temporary.resolve("millrace").resolve("cdc-bridge"),
                Duration.ofSeconds(2),
                64));
  }

  @Test
  void readsEveryKey() {
    var settings =
        Settings.of(
            Map.of(
                "sequencer.commit-interval", "1s",
                "sequencer.topics", "order-events, stock-events",
                "sequencer.state-dir", "state",
                "sequencer.gap-grace", "500ms",
                "sequencer.state-mebibytes", "8"));
    assertThat(SequencerSettings.from(settings))
        .isEqualTo(
            new SequencerSettings(
                Duration.ofSeconds(1),
                Set.of("order-events", "stock-events"),
                Path.of("state"),
                Duration.ofMillis(500),
                8));
    settings.refuseUnknown();
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "a,,b", "a,", ",a", "a, ,b"})
  void refusesTopicsWithoutName(String topics) {
    assertThatThrownBy(
            () -> SequencerSettings.from(Settings.of(Map.of("sequencer.topics", topics))))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "sequencer.topics must be topic names, several separated by commas, got \"%s\"",
            topics);
  }
}
