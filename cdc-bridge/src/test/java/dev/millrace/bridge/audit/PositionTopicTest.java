package dev.millrace.bridge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contract.Topics;
import dev.millrace.runtime.kafka.KafkaSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The audit's position among the records of capture. */
class PositionTopicTest {

  private static final String TOPIC = Topics.BRIDGE_PROGRESS.name();
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final String KEY = "audit/shop.store";
  private static final AuditPosition POSITION =
      AuditPosition.NONE.begun(Instant.parse("2026-11-23T12:00:00Z"));

  private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");
  private long end;

  @Test
  void isNoneBeforeTheFirstStart() {
    assertThat(load()).isEqualTo(AuditPosition.NONE);
  }

  @Test
  void isTheNewestOfItsTable() {
    add(KEY, AuditPosition.NONE.toJson());
    add(KEY, POSITION.toJson());
    add("audit/shop.other", AuditPosition.NONE.toJson());
    add("shop.store/1764000000000/3", "{\"windowEnd\":\"2026-11-23T12:00:00Z\"}");
    assertThat(load()).isEqualTo(POSITION);
  }

  @Test
  void isNoneOnceItWasDeletedOrMakesNoSense() {
    add(KEY, POSITION.toJson());
    add(KEY, null);
    assertThat(load()).isEqualTo(AuditPosition.NONE);
    add(KEY, "nonsense");
    assertThat(load()).isEqualTo(AuditPosition.NONE);
  }

  private void add(String key, @Nullable String value) {
    long offset = end++;
    consumer.schedulePollTask(
        () -> consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, key, value)));
  }

  private AuditPosition load() {
    consumer.updatePartitions(
        TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, end));
    return new PositionTopic(new KafkaSettings("nowhere:1", 1), "shop.store").load(consumer);
  }
}
