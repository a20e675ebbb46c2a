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
}
