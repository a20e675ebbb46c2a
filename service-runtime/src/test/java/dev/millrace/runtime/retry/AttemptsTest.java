package dev.millrace.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  @Test
  void triesAgainUntilItWorks() throws InterruptedException {
    var calls = new AtomicInteger();
    Attempts.untilDone("a test", () -> failBefore(2, calls.incrementAndGet()));
    assertThat(calls).hasValue(2);
  }

  @Test
  void stopsWhenItIsTold() {
    assertThatThrownBy(
            () ->
                Attempts.untilDone(
                    "a test",
                    () -> {
                      throw new InterruptedException();
                    }))
        .isInstanceOf(InterruptedException.class);
  }

  private static void failBefore(int success, int call) throws IOException {
    if (call < success) {
      throw new IOException("not yet");
    }
  }
}
