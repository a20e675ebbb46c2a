package dev.millrace.projection.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.projection.manage.LastErrors.LastError;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LastErrorsTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant LATER = NOON.plus(LastErrors.PROBATION).plusSeconds(60);

  private final LastErrors errors = new LastErrors();

  @Test
  void tellsWhatItComesFromAndWhen() {
    errors.add(new IllegalStateException("outer", new IllegalArgumentException("inner")), NOON);
    assertThat(errors.last())
        .contains(new LastError(NOON, "java.lang.IllegalArgumentException: inner"));
  }

  @Test
  void isForgottenOnceTheBuildHasRunWellForSomeTime() {
    errors.add(new IllegalStateException("one"), NOON);
    errors.running(true, NOON.plusSeconds(60));
    errors.running(true, LATER.minusMillis(1));
    assertThat(errors.last()).isPresent();
    errors.running(true, LATER);
    assertThat(errors.last()).isEmpty();
  }

  @Test
  void isKeptWhileItDoesNotRunOrFailsAgain() {
    errors.add(new IllegalStateException("one"), NOON);
    errors.running(true, NOON);
    errors.running(false, LATER);
    errors.running(true, LATER.plusSeconds(1));
    assertThat(errors.last()).isPresent();
    errors.add(new IllegalStateException("two"), LATER.plusSeconds(2));
    errors.running(true, LATER.plus(LastErrors.PROBATION).plusSeconds(1));
    assertThat(errors.last()).isPresent();
  }
}
