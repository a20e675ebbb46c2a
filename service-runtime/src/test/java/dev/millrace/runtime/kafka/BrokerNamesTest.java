package dev.millrace.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BrokerNamesTest {

  private static final Duration PAUSE = Duration.ofMillis(1);

  @Test
  void oneThatResolvesIsEnough() {
    assertThat(BrokerNames.of("kafka.invalid:9092,127.0.0.1:9092").areResolved()).isTrue();
    assertThat(BrokerNames.of("kafka.invalid:9092").areResolved()).isFalse();
  }

  @Test
  void itWaitsUntilOneDoes() {
    Queue<Boolean> answers = new ArrayDeque<>(List.of(false, false, true));
    new BrokerNames(answers::remove, PAUSE).await(() -> true);
    assertThat(answers).isEmpty();
  }

  @Test
  void andNotLongerThanItIsWanted() {
    var asked = new AtomicInteger();
    new BrokerNames(() -> false, PAUSE).await(() -> asked.incrementAndGet() < 3);
    assertThat(asked).hasValue(3);
  }
}
