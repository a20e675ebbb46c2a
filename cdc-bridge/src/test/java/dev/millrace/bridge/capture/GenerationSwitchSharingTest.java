package dev.millrace.bridge.capture;

import static dev.millrace.bridge.capture.CaptureFixtures.START;
import static dev.millrace.bridge.capture.CaptureFixtures.TABLE;
import static dev.millrace.bridge.capture.CaptureFixtures.generation;
import static org.assertj.core.api.Assertions.assertThat;

import com.scylladb.cdc.model.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which tasks of a generation an instance runs, by the partitions that it owns. */
class GenerationSwitchSharingTest {

  private static final Instant NEXT = START.plusSeconds(60);

  private final CaptureKafka kafka = new CaptureKafka();
  private final CaptureProgress progress = new CaptureProgress(kafka);
  private volatile CdcLog log = (query, rows) -> {};
  private final CaptureTasks running = new CaptureTasks(1);
  private final TaskStarter starter =
      new TaskStarter(
          CaptureFixtures.SETTINGS,
          CaptureFixtures.ttl(Optional.empty()),
          CaptureFixtures.tools(
              (query, rows) -> log.read(query, rows),
              progress,
              kafka,
              new SettableClock(START.plus(Duration.ofHours(1)))));
  private final GenerationSwitch generations =
      new GenerationSwitch(TABLE, progress, running, starter::task);

  @AfterEach
  void close() {
    generations.close();
  }

  @Test
  void runsOnlyTheTasksOfItsPartitions() {
    generations.configureWorkers(generation(START, 0, 1, 2, 3, 4));
    assertThat(running.ids()).isEmpty();
    generations.own(new TaskShare(Set.of(0, 3), 4));
    assertThat(running.ids()).containsExactlyInAnyOrder(task(0), task(3), task(4));
    generations.own(new TaskShare(Set.of(0, 3, 1), 4));
    assertThat(running.ids()).containsExactlyInAnyOrder(task(0), task(1), task(3), task(4));
  }

  @Test
  void givesUpTheTasksOfAPartitionWithTheirProgress() {
    generations.configureWorkers(generation(START, 0, 1));
    generations.own(new TaskShare(Set.of(0, 1), 4));
    awaitAtHead(task(0), task(1));
    Instant stoppedAt =
        running.all().filter(t -> t.id().equals(task(1))).findAny().orElseThrow().position();
    generations.release(List.of(1));
    assertThat(running.ids()).containsExactly(task(0));
    Instant last =
        kafka.saved().stream()
            .filter(saved -> saved.task().equals(task(1)))
            .map(ProgressRecord::windowEnd)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    assertThat(last).isEqualTo(stoppedAt);
    generations.configureWorkers(generation(NEXT, 0, 1));
    assertThat(running.ids()).containsExactly(CaptureFixtures.task(NEXT, 0));
  }

  @Test
  void interruptsTheTasksOfAPartitionThatItLost() throws Exception {
    var reading = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    log =
        (query, rows) -> {
          reading.countDown();
          try {
            new CountDownLatch(1).await();
          } finally {
            interrupted.countDown();
          }
        };
    generations.own(new TaskShare(Set.of(0), 1));
    generations.configureWorkers(generation(START));
    reading.await();
    generations.abandon(List.of(0));
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(running.ids()).isEmpty();
    assertThat(kafka.saved()).isEmpty();
  }

  /** The clock stands still, so that there comes a time when all is captured. */
  private void awaitAtHead(TaskId... tasks) {
    assertThat(running.ids()).contains(tasks);
    Instant head = START.plus(Duration.ofHours(1)).minus(CaptureFixtures.SETTINGS.confidence());
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                running
                    .oldestPosition()
                    .filter(head.minus(CaptureFixtures.SETTINGS.window())::isBefore)
                    .isPresent());
  }

  private static TaskId task(int vnode) {
    return CaptureFixtures.task(START, vnode);
  }
}
