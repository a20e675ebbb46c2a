package dev.millrace.bridge.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bridge.BridgeStack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Captures of one table in this JVM, as instances on several machines. */
record CaptureGroup(BridgeStack stack, CaptureSettings settings) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  Capture join() {
    return join(new SimpleMeterRegistry());
  }

  Capture join(SimpleMeterRegistry registry) {
    return Capture.start(
        new Capture.Settings(settings, stack.scylla(), stack.kafka()), stack.session(), registry);
  }

  /** Waits until the instances capture every task between them, each of them some. */
  static void awaitShared(Capture... instances) {
    await()
        .untilAsserted(
            () -> {
              List<Integer> partitions = new ArrayList<>();
              int tasks = 0;
              for (Capture instance : instances) {
                assertThat(instance.isAlive()).isTrue();
                CaptureStatus status = instance.status();
                assertThat(status.tasks().owned()).isPositive();
                tasks += status.tasks().owned();
                partitions.addAll(status.partitionsOwned());
                assertThat(tasks).isLessThanOrEqualTo(status.tasks().total());
              }
              assertThat(partitions).doesNotHaveDuplicates();
              assertThat(partitions).hasSize(instances[0].status().partitions());
              assertThat(tasks).isEqualTo(instances[0].status().tasks().total());
            });
  }

  static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
  }
}
