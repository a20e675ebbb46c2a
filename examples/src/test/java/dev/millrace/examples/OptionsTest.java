package dev.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void hasDefaults() {
    assertThat(Options.parse(List.of("plain")))
        .isEqualTo(new Options("localhost:9092", "example-plain", Optional.empty()));
  }

  @Test
  void takesEveryOption() {
    var args = List.of("plain", "--idle", "3", "--group", "mine", "--bootstrap", "kafka:19092");
    assertThat(Options.parse(args))
        .isEqualTo(new Options("kafka:19092", "mine", Optional.of(Duration.ofSeconds(3))));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> Options.parse(List.of("plain", "--grup", "mine")))
        .hasMessageContaining("got --grup");
    assertThatThrownBy(() -> Options.parse(List.of("plain", "--group")))
        .hasMessageContaining("each with a value, got --group");
    assertThatThrownBy(() -> Options.parse(List.of("plain", "--idle", "soon")))
        .hasMessage("--idle must be whole seconds, got soon");
  }
}
