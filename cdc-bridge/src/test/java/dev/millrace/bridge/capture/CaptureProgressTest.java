package dev.millrace.bridge.capture;

import static dev.millrace.bridge.capture.CaptureFixtures.START;
import static dev.millrace.bridge.capture.CaptureFixtures.TABLE;
import static dev.millrace.bridge.capture.CaptureFixtures.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scylladb.cdc.model.TableName;
import com.scylladb.cdc.model.TaskId;
import dev.millrace.contract.Topics;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class CaptureProgressTest {

  private static final Instant LATER = START.plusSeconds(60);
  private static final TaskId OTHER = CaptureFixtures.task(LATER, 1);

  private final CaptureKafka kafka = new CaptureKafka();
  private final CaptureProgress progress = new CaptureProgress(kafka);

  @Test
  void knowsWhatTheTopicSays() {
    learn(TASK, START);
    assertThat(progress.of(TASK)).contains(START);
    assertThat(progress.of(OTHER)).isEmpty();
    learn(TASK, LATER);
    assertThat(progress.of(TASK)).contains(LATER);
  }

  @Test
  void isNotMovedBackByALateWriter() {
    learn(TASK, LATER);
    learn(TASK, START);
    assertThat(progress.of(TASK)).contains(LATER);
  }

  @Test
  void savesAgainWhatCompactionWouldMoveBack() {
    learn(TASK, LATER);
    learn(OTHER, LATER);
    progress.saveOvertaken(task -> true);
    assertThat(kafka.saved()).isEmpty();
    learn(TASK, START);
    progress.saveOvertaken(OTHER::equals);
    assertThat(kafka.saved()).isEmpty();
    progress.saveOvertaken(TASK::equals);
    progress.saveOvertaken(TASK::equals);
    assertThat(kafka.saved()).containsExactly(new ProgressRecord(TASK, LATER));
  }

  @Test
  void leavesAloneWhatIsWrittenAgainAlready() {
    learn(TASK, LATER);
    learn(TASK, START);
    learn(TASK, LATER);
    progress.saveOvertaken(task -> true);
    assertThat(kafka.saved()).isEmpty();
  }

  @Test
  void startsOverAfterADeletion() {
    learn(TASK, LATER);
    learn(TASK, START);
    progress.forget(TASK);
    assertThat(progress.of(TASK)).isEmpty();
    progress.saveOvertaken(task -> true);
    assertThat(kafka.saved()).isEmpty();
    learn(TASK, START);
    assertThat(progress.of(TASK)).contains(START);
  }

  @Test
  void savesToThePartitionOfTheTask() throws Exception {
    progress.save(new ProgressRecord(TASK, LATER)).get();
    progress.save(new ProgressRecord(OTHER, LATER)).get();
    assertThat(kafka.saved())
        .containsExactly(new ProgressRecord(TASK, LATER), new ProgressRecord(OTHER, LATER));
    assertThat(kafka.takenBy(Topics.BRIDGE_PROGRESS))
        .extracting(record -> record.partition())
        .containsExactly(3, 1);
    // Known when it is read, and not before.
    assertThat(progress.of(TASK)).isEmpty();
  }

  @Test
  void saysWhenItCouldNotSave() {
    kafka.failNext(new TimeoutException("no leader"));
    var saved = progress.save(new ProgressRecord(TASK, START));
    assertThatThrownBy(saved::get).isInstanceOf(ExecutionException.class);
  }

  @Test
  void knowsTheNewestGenerationOfATable() {
    learn(TASK, START);
    learn(OTHER, LATER);
    assertThat(progress.newestGeneration(TABLE)).contains(OTHER.getGenerationId());
    assertThat(progress.newestGeneration(new TableName("millrace", "other"))).isEmpty();
  }

  private void learn(TaskId task, Instant windowEnd) {
    progress.learn(new ProgressRecord(task, windowEnd));
  }
}
