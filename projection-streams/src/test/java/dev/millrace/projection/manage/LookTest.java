package dev.millrace.projection.manage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LookTest {

  @Test
  void isTakenAgainAfterAnErrorWhichIsTold() {
    var looks = new AtomicInteger();
    List<Throwable> told = new CopyOnWriteArrayList<>();
    var error = new NoClassDefFoundError("injected");
    var look =
        new Look(
            () -> {
              if (looks.incrementAndGet() == 1) {
                throw error;
              }
            },
            told::add);
    var thread = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused = thread.scheduleWithFixedDelay(look, 0, 1, TimeUnit.MILLISECONDS);
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> looks.get() >= 3);
    } finally {
      thread.shutdownNow();
    }
    assertThat(told).containsExactly(error);
  }
}
