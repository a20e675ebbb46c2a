package dev.millrace.bridge.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  @Test
  void triesAgainUntilItWorks() throws InterruptedException {
    var calls = new AtomicInteger();
    String answer = Attempts.untilDone("a test", () -> answerAt(calls.incrementAndGet(), 2));
    assertThat(answer).isEqualTo("done");
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

  private static String answerAt(int call, int success) throws IOException {
    if (call < success) {
      throw new IOException("not yet");
    }
    return "done";
  }
}
