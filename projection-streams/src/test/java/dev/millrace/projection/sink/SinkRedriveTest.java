package dev.millrace.projection.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows that were refused, and are tried again on request. */
class SinkRedriveTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final SinkHarness given = new SinkHarness();

  @Test
  void aRedriveOfManyRowsGoesOnOverManyTransactions() {
    int many = 600;
    IntStream.range(0, many).forEach(i -> given.refuse("r" + i));
    // Of each transaction one row is parked, and it is the next one's turn.
    IntStream.range(0, many)
        .forEach(
            i -> {
              given.row("r" + i + "@1");
              assertThat(given.commit()).isFalse();
            });
    IntStream.range(0, many).forEach(i -> given.row("r" + i + "@1"));
    assertThat(given.commit()).isTrue();
    given.tried();
    given.mend();
    given.pass(SECOND);
    given.request();
    given.pass(SECOND);
    assertThat(given.tried()).as("a part of them").hasSizeBetween(100, 300);
    assertThat(given.commit()).isTrue();
    for (int i = 0; i < 10; i++) {
      given.pass(SECOND);
    }
    assertThat(given.commit()).isTrue();
    assertThat(given.parkedRows()).isZero();
    assertThat(given.told("r0")).isNull();
  }

  @Test
  void aRowThatWasRefusedIsParkedWhenItComesAgainAndSoAreItsLaterVersionsMerged() {
    park("a");
    assertThat(given.parked("a")).isEqualTo("a@1");
    assertThat(given.told("a")).isEqualTo("a@1");
    given.row("b@1");
    given.row("a@3");
    given.row("a@2");
    assertThat(given.commit()).isTrue();
    assertThat(given.tried()).as("others flow").containsExactly("b@1");
    assertThat(given.parked("a")).isEqualTo("a@3+a@1+a@2");
    assertThat(given.told("a")).isEqualTo("a@3+a@1+a@2");

    given.mend();
    given.pass(SECOND);
    given.request();
    given.pass(SECOND);
    assertThat(given.commit()).isTrue();
    assertThat(given.tried()).containsExactly("a@3+a@1+a@2");
    assertThat(given.parked("a")).isNull();
    assertThat(given.told("a")).isNull();
  }

  @Test
  void aRequestThatWasFollowedInVainIsNotFollowedAgainAfterTheDeathThatItBrought() {
    park("a");
    given.pass(SECOND);
    given.request();
    given.pass(SECOND);
    assertThat(given.commit()).isFalse();
    assertThat(given.tried()).containsExactly("a@1");
    given.pass(SECOND);
    assertThat(given.commit()).isTrue();
    given.row("a@2");
    given.pass(SECOND);
    assertThat(given.commit()).isTrue();
    assertThat(given.tried()).isEmpty();
    assertThat(given.parked("a")).isEqualTo("a@2+a@1");

    given.mend();
    given.request();
    given.pass(SECOND);
    assertThat(given.commit()).isTrue();
    assertThat(given.tried()).as("another request").containsExactly("a@2+a@1");
    assertThat(given.parkedRows()).isZero();
  }

  @Test
  void requestsOfBeforeARowWasParkedAreNotAboutIt() {
    given.request();
    given.pass(SECOND);
    given.request();
    given.pass(SECOND);
    park("a");
    given.pass(SECOND);
    assertThat(given.commit()).as("no thread dies for them").isTrue();
    assertThat(given.tried()).isEmpty();
    given.mend();
    given.request();
    given.pass(SECOND);
    assertThat(given.tried()).containsExactly("a@1");
  }

  private void park(String id) {
    given.refuse(id);
    given.row(id + "@1");
    assertThat(given.commit()).isFalse();
    given.row(id + "@1");
    assertThat(given.commit()).isTrue();
    assertThat(given.tried()).containsExactly(id + "@1");
  }
}
