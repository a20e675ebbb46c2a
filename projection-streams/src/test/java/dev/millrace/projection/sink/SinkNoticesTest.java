package dev.millrace.projection.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who waits in this process for a row goes on as soon as the row is written, and not before. */
class SinkNoticesTest {

  private final SinkHarness given = new SinkHarness();

  @Test
  void aRowThatIsWrittenIsToldOfAndOneThatIsRefusedIsNot() {
    CompletableFuture<Void> refused = given.notices.next("rows", "a");
    CompletableFuture<Void> written = given.notices.next("rows", "b");
    given.refuse("a");
    given.row("b@1");
    given.row("a@1");
    assertThat(given.commit()).isFalse();
    assertThat(written).succeedsWithin(Duration.ofSeconds(10));
    assertThat(given.notices.waiting()).isEqualTo(1);
    assertThat(refused).isNotDone();
  }
}
