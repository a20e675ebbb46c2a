package dev.millrace.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private enum Mode {
    FAST,
    VERY_SAFE
  }

  @Test
  void flagsWinOverVariablesWinOverFile(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("millrace.properties"), "a.one=file\na.two=file\na.three=file\n");
    Settings settings =
        SettingsSource.load(
            new String[] {"--config=" + file, "--a.three=flag"},
            Map.of("MILLRACE_A_TWO", "variable", "MILLRACE_A_THREE", "variable", "OTHER", "x"));
    assertThat(settings.text("a.one", "default")).isEqualTo("file");
    assertThat(settings.text("a.two", "default")).isEqualTo("variable");
    assertThat(settings.text("a.three", "default")).isEqualTo("flag");
    assertThat(settings.text("a.four", "default")).isEqualTo("default");
    settings.refuseUnknown();
  }

  @Test
  void readsEveryType() {
    Settings settings =
        Settings.of(
            Map.of(
                "flag", "true",
                "number", "7",
                "duration", "250ms",
                "addresses", "a:1, b:2",
                "choice", "very-safe"));
    assertThat(settings.flag("flag", false)).isTrue();
    assertThat(settings.number("number", 1, new Settings.Range(1, 9))).isEqualTo(7);
    assertThat(settings.duration("duration", Duration.ZERO)).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.addresses("addresses", List.of()))
        .containsExactly(
            InetSocketAddress.createUnresolved("a", 1), InetSocketAddress.createUnresolved("b", 2));
    assertThat(settings.choice("choice", Mode.FAST)).isEqualTo(Mode.VERY_SAFE);
  }

  @ParameterizedTest
  @CsvSource({"3s, 3000", "5m, 300000", "2h, 7200000", "7d, 604800000", "0ms, 0"})
  void durationsHaveUnits(String text, long millis) {
    assertThat(Settings.of(Map.of("d", text)).duration("d", Duration.ZERO).toMillis())
        .isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"106752d", "99999999999999d", "9223372036854775807h", "999999999999999999999999s"})
  void refusesDurationsThatOverflow(String text) {
    Settings settings = Settings.of(Map.of("d", text));
    assertThatThrownBy(() -> settings.duration("d", Duration.ZERO))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("got \"" + text + '"');
  }

  @Test
  void namesKeyRuleAndValueOfWhatIsWrong() {
    Settings settings =
        Settings.of(
            Map.of(
                "n", "70000", "d", "3", "a", "host", "c", "slow", "f", "yes", "t", " ", "p",
                "1.5"));
    assertThatThrownBy(() -> settings.number("n", 1, new Settings.Range(1, 9)))
        .isInstanceOf(SettingsException.class)
        .hasMessage("n must be a whole number 1..9, got \"70000\"");
    assertThatThrownBy(() -> settings.port("p", 1)).hasMessageContaining("0..65535, got \"1.5\"");
    assertThatThrownBy(() -> settings.duration("d", Duration.ZERO))
        .hasMessage("d must be a duration such as 250ms, 30s, 5m or 7d, got \"3\"");
    assertThatThrownBy(() -> settings.addresses("a", List.of()))
        .hasMessage("a must be host:port, several separated by commas, got \"host\"");
    assertThatThrownBy(() -> settings.choice("c", Mode.FAST))
        .hasMessage("c must be one of [fast, very_safe], got \"slow\"");
    assertThatThrownBy(() -> settings.flag("f", true))
        .hasMessage("f must be true or false, got \"yes\"");
    assertThatThrownBy(() -> settings.text("t", "x")).hasMessageContaining("not blank");
  }

  @Test
  void refusesKeysThatNobodyKnows(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("millrace.properties"), "a.won=1\n");
    Settings settings =
        SettingsSource.load(
            new String[] {"--config=" + file, "--b.too=2"}, Map.of("MILLRACE_C_FREE", "3"));
    settings.text("a.one", "");
    assertThatThrownBy(settings::refuseUnknown)
        .isInstanceOf(SettingsException.class)
        .hasMessage("unknown settings [MILLRACE_C_FREE, a.won, b.too], known are [a.one]");
  }

  @Test
  void refusesArgumentsThatAreNoFlags() {
    assertThatThrownBy(() -> SettingsSource.load(new String[] {"help"}, Map.of()))
        .hasMessage("argument must have the form --key=value, got help");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThatThrownBy(() -> SettingsSource.load(new String[] {"--config=/no/such"}, Map.of()))
        .hasMessage("config must name a readable file, got /no/such");
  }
}
