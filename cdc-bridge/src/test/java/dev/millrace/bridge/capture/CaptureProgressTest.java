package dev.millrace.bridge.capture;

import static dev.millrace.bridge.capture.CaptureFixtures.START;
import static dev.millrace.bridge.capture.CaptureFixtures.TABLE;
import static dev.millrace.bridge.capture.CaptureFixtures.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scylladb.cdc.model.TableName;
import dev.millrace.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class CaptureProgressTest {

  private static final Instant LATER = START.plusSeconds(60);

  private final CaptureKafka kafka = new CaptureKafka();

  @Test
  void beginsWithWhatWasSaved() {
    var progress = new CaptureProgress(kafka, Map.of(TASK, START));
    assertThat(progress.of(TASK)).contains(START);
    assertThat(progress.of(CaptureFixtures.task(START, 4))).isEmpty();
  }

  @Test
  void advancesInMemoryAndSavesWhenItIsTold() throws Exception {
    var progress = new CaptureProgress(kafka, Map.of(TASK, START));
    progress.advance(TASK, LATER);
    assertThat(progress.of(TASK)).contains(LATER);
    assertThat(kafka.history()).isEmpty();
    progress.save(TASK);
    assertThat(kafka.history()).hasSize(1);
    ProducerRecord<String, byte[]> saved = kafka.takenBy(Topics.BRIDGE_PROGRESS).get(0);
    assertThat(ProgressRecord.parse(saved.key(), new String(saved.value(), StandardCharsets.UTF_8)))
        .contains(new ProgressRecord(TASK, LATER));
  }

  @Test
  void saysWhenItCouldNotSave() {
    var progress = new CaptureProgress(kafka, Map.of(TASK, START));
    kafka.failNext(new TimeoutException("no leader"));
    assertThatThrownBy(() -> progress.save(TASK)).isInstanceOf(ExecutionException.class);
  }

  @Test
  void knowsTheNewestGenerationOfATable() {
    var progress =
        new CaptureProgress(kafka, Map.of(TASK, START, CaptureFixtures.task(LATER, 1), LATER));
    assertThat(progress.newestGeneration(TABLE))
        .contains(CaptureFixtures.task(LATER, 1).getGenerationId());
    assertThat(progress.newestGeneration(new TableName("millrace", "other"))).isEmpty();
  }
}
