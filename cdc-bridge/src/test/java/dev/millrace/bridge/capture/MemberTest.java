package dev.millrace.bridge.capture;

import static dev.millrace.bridge.capture.CaptureFixtures.START;
import static dev.millrace.bridge.capture.CaptureFixtures.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.contract.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the group assigns is captured, what it takes is not. */
class MemberTest {

  private static final String TOPIC = Topics.BRIDGE_PROGRESS.name();
  private static final int PARTITIONS = 4;

  private final SettableClock clock = new SettableClock(START.plusSeconds(60));
  private final CaptureKafka kafka = new CaptureKafka();
  private final CaptureProgress progress = new CaptureProgress(kafka);
  private final MockConsumer<String, String> topic = new MockConsumer<>("earliest");
  private final MockConsumer<byte[], byte[]> group = new MockConsumer<>("latest");
  private final CaptureTasks running = new CaptureTasks(1);
  private final TaskStarter starter =
      new TaskStarter(
          CaptureFixtures.SETTINGS,
          CaptureFixtures.ttl(Optional.empty()),
          CaptureFixtures.tools(
              (query, rows) -> {
                throw new java.io.IOException("stays where it began");
              },
              progress,
              kafka,
              clock));
  private final GenerationSwitch tasks =
      new GenerationSwitch(TABLE, progress, running, starter::task);
  private final Member member =
      new Member(group, new ProgressFollower(topic, progress), tasks, clock);

  @BeforeEach
  void subscribe() {
    topic.updatePartitions(
        TOPIC,
        IntStream.range(0, PARTITIONS)
            .mapToObj(i -> new PartitionInfo(TOPIC, i, Node.noNode(), new Node[0], new Node[0]))
            .toList());
    Map<TopicPartition, Long> zero = new HashMap<>();
    partitions(0, 1, 2, 3).forEach(partition -> zero.put(partition, 0L));
    topic.updateBeginningOffsets(zero);
    topic.updateEndOffsets(zero);
    group.updateEndOffsets(zero);
    group.subscribe(List.of(TOPIC), member);
    tasks.configureWorkers(CaptureFixtures.generation(START, 0, 1, 2, 3, 4));
  }

  @AfterEach
  void close() {
    running.close();
  }

  @Test
  void ownsNothingBeforeItJoined() {
    member.poll(Duration.ZERO);
    assertThat(member.isSettled()).isFalse();
    assertThat(running.ids()).isEmpty();
  }

  @Test
  void capturesWhatIsAssignedToIt() {
    group.rebalance(partitions(0, 2));
    member.poll(Duration.ZERO);
    assertThat(member.isSettled()).isTrue();
    assertThat(member.lastHeartbeat()).isEqualTo(clock.instant());
    assertThat(running.ids()).extracting(id -> id.getvNodeId().getIndex()).containsOnly(0, 2, 4);
  }

  @Test
  void isNotSettledWithNothingWhileTheTopicIsGone() {
    topic.updatePartitions(TOPIC, List.of());
    group.rebalance(List.of());
    assertThatThrownBy(() -> member.poll(Duration.ZERO))
        .hasMessage("the progress topic has no partitions any more");
    assertThat(member.isSettled()).isFalse();
  }

  @Test
  void beginsWhereWhoeverHadItLeftOff() {
    group.rebalance(partitions(1));
    var saved = new ProgressRecord(CaptureFixtures.task(START, 1), START.plusSeconds(30));
    topic.schedulePollTask(
        () -> topic.addRecord(new ConsumerRecord<>(TOPIC, 1, 0, saved.key(), saved.value())));
    topic.updateEndOffsets(Map.of(new TopicPartition(TOPIC, 1), 1L));
    member.poll(Duration.ZERO);
    assertThat(running.oldestPosition()).contains(START.plusSeconds(30));
  }

  @Test
  void readsNothingByMembership() {
    group.rebalance(partitions(0, 2));
    member.poll(Duration.ZERO);
    assertThat(group.paused()).containsExactlyInAnyOrderElementsOf(partitions(0, 2));
  }

  @Test
  void stopsWhatIsTakenFromIt() {
    group.rebalance(partitions(0, 2));
    member.poll(Duration.ZERO);
    member.onPartitionsRevoked(partitions(0));
    assertThat(running.ids()).extracting(id -> id.getvNodeId().getIndex()).containsOnly(2);
    assertThat(tasks.share().owned()).containsExactly(2);
  }

  @Test
  void dropsWhatItLost() {
    group.rebalance(partitions(0, 2));
    member.poll(Duration.ZERO);
    member.onPartitionsLost(partitions(0, 2));
    assertThat(running.ids()).isEmpty();
    assertThat(tasks.share().owned()).isEmpty();
  }

  private static Collection<TopicPartition> partitions(int... numbers) {
    return IntStream.of(numbers).mapToObj(number -> new TopicPartition(TOPIC, number)).toList();
  }
}
