package dev.millrace.command.handler;

import static dev.millrace.command.handler.Handlers.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AggregateQueuesTest {

  private static final UUID ONE = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  private final AggregateQueues queues = new AggregateQueues();
  private final List<String> started = new ArrayList<>();
  private final Map<String, CompletableFuture<String>> tasks = new HashMap<>();

  @Test
  void runsTheTasksOfOneAggregateOneAfterTheOther() {
    submit(ONE, "first");
    submit(ONE, "second");
    submit(ONE, "third");
    assertThat(started).containsExactly("first");
    end("first");
    assertThat(started).containsExactly("first", "second");
    tasks.get("second").completeExceptionally(new IllegalStateException("not the third's concern"));
    assertThat(started).containsExactly("first", "second", "third");
  }

  @Test
  void runsThoseOfOthersAtTheSameTime() {
    submit(ONE, "one");
    submit(OTHER, "other");
    assertThat(started).containsExactly("one", "other");
  }

  @Test
  void goesOnAfterATaskThatCannotStart() {
    var failed =
        queues.<String>submit(
            ONE,
            () -> {
              throw new IllegalStateException("cannot start");
            });
    assertThat(failed.toCompletableFuture()).isCompletedExceptionally();
    submit(ONE, "next");
    assertThat(started).containsExactly("next");
  }

  @Test
  void keepsNothingOfAggregatesThatAreAtRest() {
    submit(ONE, "first");
    submit(OTHER, "second");
    end("first");
    end("second");
    assertThat(queues.size()).isZero();
  }

  @Test
  void handsOnTheResult() {
    assertThat(await(queues.submit(ONE, () -> CompletableFuture.completedStage(42)))).isEqualTo(42);
  }

  private void submit(UUID id, String name) {
    var task = new CompletableFuture<String>();
    tasks.put(name, task);
    var unused =
        queues.submit(
            id,
            () -> {
              started.add(name);
              return task;
            });
  }

  private void end(String name) {
    tasks.get(name).complete("done");
  }
}
