package dev.millrace.bridge.capture;

import static dev.millrace.bridge.capture.CaptureFixtures.START;
import static dev.millrace.bridge.capture.CaptureFixtures.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import com.scylladb.cdc.model.TaskId;
import dev.millrace.contract.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SavedProgressTest {

  private static final String TOPIC = Topics.BRIDGE_PROGRESS.name();
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final TaskId OTHER = CaptureFixtures.task(START, 4);

  private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");
  private long end;

  @Test
  void isEmptyBeforeTheFirstStart() {
    assertThat(load()).isEmpty();
  }

  @Test
  void isTheNewestOfEachTask() {
    save(TASK, START);
    save(OTHER, START);
    save(TASK, START.plusSeconds(5));
    assertThat(load()).containsOnly(Map.entry(TASK, START.plusSeconds(5)), Map.entry(OTHER, START));
  }

  @Test
  void leavesOutWhatIsNoProgress() {
    add("nonsense", "nonsense");
    save(TASK, START);
    add(new ProgressRecord(TASK, START).key(), "nonsense");
    assertThat(load()).containsOnly(Map.entry(TASK, START));
  }

  @Test
  void forgetsATaskWhoseProgressWasDeleted() {
    save(TASK, START);
    save(OTHER, START);
    add(new ProgressRecord(TASK, START).key(), null);
    add("nonsense", null);
    assertThat(load()).containsOnly(Map.entry(OTHER, START));
  }

  private void save(TaskId task, Instant windowEnd) {
    var record = new ProgressRecord(task, windowEnd);
    add(record.key(), record.value());
  }

  private void add(String key, String value) {
    long offset = end++;
    consumer.schedulePollTask(
        () -> consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, key, value)));
  }

  private Map<TaskId, Instant> load() {
    consumer.updatePartitions(
        TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, end));
    return SavedProgress.load(consumer, TOPIC);
  }
}
