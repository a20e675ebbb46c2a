package dev.millrace.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.runtime.http.Parameters.Range;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

  private static final Range RANGE = new Range(1, 200, 20);

  @Test
  void takesWhatIsRight() {
    UUID id = UUID.fromString("0b5a4c2e-0c7e-4a8e-9d4b-6a3f2c1d0e9f");
    assertThat(Parameters.uuid("id", id.toString())).isEqualTo(id);
    assertThat(Parameters.uuid("id", id.toString().toUpperCase(java.util.Locale.ROOT)))
        .isEqualTo(id);
    assertThat(Parameters.flag("f", "true")).isTrue();
    assertThat(Parameters.flag("f", "false")).isFalse();
    assertThat(Parameters.number("n", "1", RANGE)).isEqualTo(1);
    assertThat(Parameters.number("n", "200", RANGE)).isEqualTo(200);
  }

  @Test
  void fillsInWhatIsAbsent() {
    assertThat(Parameters.flag("f", null)).isFalse();
    assertThat(Parameters.number("n", null, RANGE)).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "201", "-1", "1.5", "one", "", "99999999999999999999"})
  void refusesWhatIsNoNumberOfTheRange(String value) {
    assertThatThrownBy(() -> Parameters.number("n", value, RANGE))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(400);
              assertThat(e.problem().members()).containsEntry("field", "n");
              assertThat(e.problem().detail())
                  .isEqualTo("n must be a whole number 1..200, got \"" + value + '"');
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "yes", "TRUE", ""})
  void refusesWhatIsNeitherTrueNorFalse(String value) {
    assertThatThrownBy(() -> Parameters.flag("f", value))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(400);
              assertThat(e.problem().members()).containsEntry("field", "f");
              assertThat(e.problem().detail())
                  .isEqualTo("f must be true or false, got \"" + value + '"');
            });
  }

  @Test
  void showsNoMoreThanTheBeginningOfALongValue() {
    assertThatThrownBy(() -> Parameters.uuid("id", "x".repeat(10_000)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().detail())
                    .isEqualTo("id must be a UUID, got \"" + "x".repeat(60) + "…\""));
  }
}
