package dev.millrace.bridge.capture;

import static dev.millrace.bridge.capture.CaptureFixtures.START;
import static dev.millrace.bridge.capture.CaptureFixtures.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import com.scylladb.cdc.model.TaskId;
import dev.millrace.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ProgressFollowerTest {

  private static final String TOPIC = Topics.BRIDGE_PROGRESS.name();
  private static final TaskId OTHER = CaptureFixtures.task(START, 4);

  private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");
  private final CaptureProgress progress = new CaptureProgress(new CaptureKafka());
  private final ProgressFollower follower = new ProgressFollower(consumer, progress);
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  @Test
  void knowsNothingBeforeTheFirstStart() {
    catchUp(1);
    assertThat(progress.of(TASK)).isEmpty();
  }

  @Test
  void readsEveryPartitionToItsEnd() {
    save(0, TASK, START);
    save(0, TASK, START.plusSeconds(5));
    save(1, OTHER, START);
    assertThat(catchUp(2)).isEqualTo(2);
    assertThat(progress.of(TASK)).contains(START.plusSeconds(5));
    assertThat(progress.of(OTHER)).contains(START);
  }

  @Test
  void readsOnWhereItWas() {
    save(0, TASK, START);
    catchUp(1);
    save(0, TASK, START.plusSeconds(5));
    follower.follow(Duration.ZERO);
    assertThat(progress.of(TASK)).contains(START.plusSeconds(5));
  }

  @Test
  void readsPartitionsThatWereAdded() {
    save(0, TASK, START);
    catchUp(1);
    save(0, TASK, START.plusSeconds(5));
    save(1, OTHER, START);
    catchUp(2);
    assertThat(progress.of(TASK)).contains(START.plusSeconds(5));
    assertThat(progress.of(OTHER)).contains(START);
  }

  @Test
  void leavesOutWhatIsNoProgress() {
    add(0, "nonsense", "nonsense");
    add(0, null, "nonsense");
    add(0, "audit/millrace.event_store", "whatever the auditor keeps");
    add(0, "audit/millrace.event_store", null);
    save(0, TASK, START);
    add(0, new ProgressRecord(TASK, START).key(), "nonsense");
    catchUp(1);
    assertThat(progress.of(TASK)).contains(START);
  }

  @Test
  void forgetsATaskWhoseProgressWasDeleted() {
    save(0, TASK, START);
    save(0, OTHER, START);
    add(0, new ProgressRecord(TASK, START).key(), null);
    add(0, "nonsense", null);
    catchUp(1);
    assertThat(progress.of(TASK)).isEmpty();
    assertThat(progress.of(OTHER)).contains(START);
  }

  private void save(int partition, TaskId task, Instant windowEnd) {
    var record = new ProgressRecord(task, windowEnd);
    add(partition, record.key(), record.value());
  }

  private void add(int partition, String key, String value) {
    long offset = ends.merge(new TopicPartition(TOPIC, partition), 1L, Long::sum) - 1;
    consumer.schedulePollTask(
        () -> consumer.addRecord(new ConsumerRecord<>(TOPIC, partition, offset, key, value)));
  }

  private int catchUp(int partitions) {
    List<PartitionInfo> infos = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      infos.add(new PartitionInfo(TOPIC, i, Node.noNode(), new Node[0], new Node[0]));
      ends.putIfAbsent(new TopicPartition(TOPIC, i), 0L);
    }
    consumer.updatePartitions(TOPIC, infos);
    ends.keySet().forEach(partition -> consumer.updateBeginningOffsets(Map.of(partition, 0L)));
    consumer.updateEndOffsets(ends);
    return follower.catchUp();
  }
}
