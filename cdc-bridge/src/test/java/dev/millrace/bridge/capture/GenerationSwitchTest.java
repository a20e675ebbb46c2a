package dev.millrace.bridge.capture;

import static dev.millrace.bridge.capture.CaptureFixtures.START;
import static dev.millrace.bridge.capture.CaptureFixtures.TABLE;
import static dev.millrace.bridge.capture.CaptureFixtures.generation;
import static org.assertj.core.api.Assertions.assertThat;

import com.scylladb.cdc.model.TaskId;
import com.scylladb.cdc.transport.GroupedTasks;
import dev.millrace.bridge.capture.CaptureTask.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GenerationSwitchTest {

  private static final Instant NEXT = START.plusSeconds(60);
  private static final TaskId TASK = CaptureFixtures.TASK;
  private static final CdcLog SILENCE = (query, rows) -> {};

  private final CaptureKafka kafka = new CaptureKafka();
  private final CaptureProgress progress = new CaptureProgress(kafka, Map.of());
  private final List<Instant> begun = new ArrayList<>();
  private final AtomicBoolean oldIsAtWork = new AtomicBoolean();
  private boolean begunWhileOldWasAtWork;
  private CdcLog log = SILENCE;
  private final GenerationSwitch generations =
      new GenerationSwitch(TABLE, progress, this::startTasks);

  private CaptureTasks startTasks(GroupedTasks generation) {
    begunWhileOldWasAtWork |= oldIsAtWork.get();
    begun.add(CdcTimes.start(generation.getGenerationId()));
    var tools =
        CaptureFixtures.tools(
            log, progress, kafka, new SettableClock(START.plus(Duration.ofHours(1))));
    Map<TaskId, CaptureTask> tasks = new HashMap<>();
    generation
        .getTasks()
        .forEach(
            (id, streams) ->
                tasks.put(
                    id,
                    new CaptureTask(
                        new Assignment(id, streams, CdcTimes.start(id.getGenerationId())),
                        WindowPlan.of(CaptureFixtures.SETTINGS),
                        tools)));
    var started = new CaptureTasks(generation.getGenerationId(), tasks, 1);
    started.start();
    return started;
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
    progress.advance(TASK, START);
    assertThat(generations.getCurrentGenerationId()).contains(TASK.getGenerationId());
    assertThat(generations.getCurrentGenerationId(TABLE)).contains(TASK.getGenerationId());
  }

  @Test
  void runsTheTasksOfAGenerationOnce() {
    generations.configureWorkers(generation(START));
    CaptureTasks running = generations.running().orElseThrow();
    generations.configureWorkers(TABLE, generation(START));
    assertThat(begun).containsExactly(START);
    assertThat(generations.running()).containsSame(running);
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
    assertThat(generations.running().orElseThrow().generation())
        .isEqualTo(CaptureFixtures.task(NEXT, 3).getGenerationId());
  }

  @Test
  void aGenerationIsConsumedWhenEveryTaskHasPassedItsEnd() {
    TaskId other = CaptureFixtures.task(START, 4);
    progress.advance(TASK, NEXT);
    assertThat(isConsumedUntilNext(TASK)).isTrue();
    assertThat(isConsumedUntilNext(TASK, other)).isFalse();
    progress.advance(other, NEXT.minusMillis(1));
    assertThat(isConsumedUntilNext(TASK, other)).isFalse();
    progress.advance(other, NEXT.plusMillis(1));
    assertThat(isConsumedUntilNext(TASK, other)).isTrue();
  }

  @Test
  void stopsAndCanBeginAgain() {
    generations.configureWorkers(generation(START));
    generations.stopWorkers();
    assertThat(generations.running()).isEmpty();
    generations.configureWorkers(generation(START));
    assertThat(begun).containsExactly(START, START);
  }

  @Test
  void beginsNothingOnceItIsClosed() {
    generations.configureWorkers(generation(START));
    generations.close();
    assertThat(generations.running()).isEmpty();
    generations.configureWorkers(generation(NEXT));
    assertThat(begun).containsExactly(START);
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
