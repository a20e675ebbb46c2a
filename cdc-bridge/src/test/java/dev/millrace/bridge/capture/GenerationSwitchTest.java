package dev.millrace.bridge.capture;

import static dev.millrace.bridge.capture.CaptureFixtures.START;
import static dev.millrace.bridge.capture.CaptureFixtures.TABLE;
import static dev.millrace.bridge.capture.CaptureFixtures.generation;
import static org.assertj.core.api.Assertions.assertThat;

import com.scylladb.cdc.model.StreamId;
import com.scylladb.cdc.model.TaskId;
import dev.millrace.bridge.capture.CaptureTask.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GenerationSwitchTest {

  private static final Instant NEXT = START.plusSeconds(60);
  private static final TaskId TASK = CaptureFixtures.TASK;
  private static final TaskShare ALL = new TaskShare(Set.of(0), 1);
  private static final CdcLog SILENCE = (query, rows) -> {};

  private final CaptureKafka kafka = new CaptureKafka();
  private final CaptureProgress progress = new CaptureProgress(kafka);
  private final List<Instant> begun = new ArrayList<>();
  private final AtomicBoolean oldIsAtWork = new AtomicBoolean();
  private boolean begunWhileOldWasAtWork;
  private volatile CdcLog log = SILENCE;
  private final CaptureTasks running = new CaptureTasks(1);
  private final GenerationSwitch generations =
      new GenerationSwitch(TABLE, progress, running, this::task);

  private CaptureTask task(TaskId id, SortedSet<StreamId> streams) {
    begunWhileOldWasAtWork |= oldIsAtWork.get();
    Instant start = CdcTimes.start(id.getGenerationId());
    begun.add(start);
    var tools =
        CaptureFixtures.tools(
            (query, rows) -> log.read(query, rows),
            progress,
            kafka,
            new SettableClock(START.plus(Duration.ofHours(1))));
    return new CaptureTask(
        new Assignment(id, streams, start), WindowPlan.of(CaptureFixtures.SETTINGS), tools);
  }

  @AfterEach
  void close() {
    generations.close();
  }

  @Test
  void asksForTheFirstGenerationWhenNothingIsKnown() {
    assertThat(generations.getCurrentGenerationId()).isEmpty();
  }

  @Test
  void goesOnWithTheNewestGenerationThatWasSaved() {
    learn(TASK, START);
    assertThat(generations.getCurrentGenerationId()).contains(TASK.getGenerationId());
    assertThat(generations.getCurrentGenerationId(TABLE)).contains(TASK.getGenerationId());
  }

  @Test
  void runsTheTasksOfAGenerationOnce() {
    generations.own(ALL);
    generations.configureWorkers(generation(START));
    generations.configureWorkers(TABLE, generation(START));
    generations.own(ALL);
    assertThat(begun).containsExactly(START);
    assertThat(running.ids()).containsExactly(TASK);
    assertThat(generations.getCurrentGenerationId()).contains(TASK.getGenerationId());
  }

  @Test
  void finishesTheWindowsOfAGenerationBeforeTheNextBegins() throws Exception {
    var reading = new CountDownLatch(1);
    var finish = new CountDownLatch(1);
    log =
        (query, rows) -> {
          oldIsAtWork.set(true);
          reading.countDown();
          finish.await();
          oldIsAtWork.set(false);
        };
    generations.own(ALL);
    generations.configureWorkers(generation(START));
    reading.await();
    log = SILENCE;
    var master = new Thread(() -> generations.configureWorkers(generation(NEXT)));
    master.start();
    awaitWaitingOrDone(master);
    finish.countDown();
    master.join();
    assertThat(begun).containsExactly(START, NEXT);
    assertThat(begunWhileOldWasAtWork).isFalse();
    assertThat(running.ids()).containsExactly(CaptureFixtures.task(NEXT, 3));
  }

  @Test
  void aGenerationIsConsumedWhenEveryTaskHasPassedItsEnd() {
    TaskId other = CaptureFixtures.task(START, 4);
    learn(TASK, NEXT);
    assertThat(isConsumedUntilNext(TASK)).isTrue();
    assertThat(isConsumedUntilNext(TASK, other)).isFalse();
    learn(other, NEXT.minusMillis(1));
    assertThat(isConsumedUntilNext(TASK, other)).isFalse();
    learn(other, NEXT.plusMillis(1));
    assertThat(isConsumedUntilNext(TASK, other)).isTrue();
  }

  @Test
  void aGenerationIsConsumedWhenALaterOneWasBegun() {
    learn(TASK, START);
    assertThat(isConsumedUntilNext(TASK)).isFalse();
    learn(CaptureFixtures.task(NEXT, 1), NEXT);
    assertThat(isConsumedUntilNext(TASK)).isTrue();
  }

  @Test
  void savesTheProgressOfATaskThatHasPassedTheEnd() {
    var toldTheEnd = new CountDownLatch(1);
    log = (query, rows) -> toldTheEnd.await();
    generations.own(ALL);
    generations.configureWorkers(generation(START));
    assertThat(isConsumedUntilNext(TASK)).isFalse();
    toldTheEnd.countDown();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> kafka.saved().stream().anyMatch(saved -> !saved.windowEnd().isBefore(NEXT)));
  }

  @Test
  void stopsAndCanBeginAgain() {
    generations.own(ALL);
    generations.configureWorkers(generation(START));
    generations.stopWorkers();
    assertThat(running.ids()).isEmpty();
    generations.configureWorkers(generation(START));
    assertThat(begun).containsExactly(START, START);
  }

  @Test
  void beginsNothingOnceItIsClosed() {
    generations.own(ALL);
    generations.configureWorkers(generation(START));
    generations.close();
    assertThat(running.ids()).isEmpty();
    generations.configureWorkers(generation(NEXT));
    generations.own(ALL);
    assertThat(begun).containsExactly(START);
  }

  private void learn(TaskId task, Instant windowEnd) {
    progress.learn(new ProgressRecord(task, windowEnd));
  }

  private boolean isConsumedUntilNext(TaskId... tasks) {
    return generations.areTasksFullyConsumedUntil(Set.of(tasks), CdcTimes.timestamp(NEXT));
  }

  private static void awaitWaitingOrDone(Thread thread) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () ->
                thread.getState() == Thread.State.TIMED_WAITING
                    || thread.getState() == Thread.State.TERMINATED);
  }
}
