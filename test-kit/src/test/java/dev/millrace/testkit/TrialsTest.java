package dev.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Seeds. */
class TrialsTest {

  private final List<Long> seeds = new ArrayList<>();

  private final Properties given = (Properties) System.getProperties().clone();

  @BeforeEach
  void forget() {
    System.clearProperty(Trials.SEED);
    System.clearProperty(Trials.TIMES);
  }

  /** Other tests of this JVM may have been given a seed. */
  @AfterEach
  void remember() {
    System.setProperties(given);
  }

  @Test
  void everyTrialHasASeedOfItsOwn() {
    Trials.run(3, seeds::add);
    assertThat(seeds).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void thereCanBeMore() {
    System.setProperty(Trials.TIMES, "2");
    Trials.run(3, seeds::add);
    assertThat(seeds).hasSize(6);
  }

  @Test
  void aGivenSeedIsTheOnlyOne() {
    System.setProperty(Trials.SEED, "42");
    Trials.run(3, seeds::add);
    assertThat(seeds).containsExactly(42L);
  }

  @Test
  void aFailureTellsItsSeed() {
    System.setProperty(Trials.SEED, "42");
    assertThatThrownBy(
            () ->
                Trials.run(
                    3,
                    seed -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("again with -Dmillrace.seed=42: broken")
        .hasRootCauseMessage("broken");
  }
}
