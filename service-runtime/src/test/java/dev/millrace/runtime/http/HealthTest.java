package dev.millrace.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthTest {

  private final Health health = new Health();
  private final AtomicBoolean there = new AtomicBoolean();

  @Test
  void whatIsNeededAllTheTimeIsAskedEveryTime() {
    health.add("database", there::get);
    assertThat(health.report()).containsEntry("database", false);
    there.set(true);
    assertThat(health.report()).containsEntry("database", true);
    there.set(false);
    assertThat(health.report()).containsEntry("database", false);
  }

  @Test
  void whatIsNeededToStartIsNotMissedLater() {
    health.addAtStart("projection-order", there::get);
    assertThat(health.report()).containsEntry("projection-order", false);
    there.set(true);
    assertThat(health.report()).containsEntry("projection-order", true);
    there.set(false);
    assertThat(health.report()).containsEntry("projection-order", true);
  }

  @Test
  void aCheckThatThrowsIsNotFulfilled() {
    health.add(
        "broken",
        () -> {
          throw new IllegalStateException("injected");
        });
    assertThat(health.report()).containsEntry("broken", false);
  }
}
