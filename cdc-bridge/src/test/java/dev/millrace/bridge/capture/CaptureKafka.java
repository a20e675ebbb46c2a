package dev.millrace.bridge.capture;

import dev.millrace.contract.Topic;
import dev.millrace.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka as capture sees it: acknowledges at once, or fails the next sends as it was told. */
final class CaptureKafka extends MockProducer<String, byte[]> {

  static final int PROGRESS_PARTITIONS = 4;

  private static final Cluster CLUSTER =
      new Cluster(
          "test",
          List.of(Node.noNode()),
          IntStream.range(0, PROGRESS_PARTITIONS).mapToObj(CaptureKafka::progress).toList(),
          Set.of(),
          Set.of());

  private final Queue<RuntimeException> failures = new ArrayDeque<>();

  CaptureKafka() {
    super(CLUSTER, true, null, new StringSerializer(), new ByteArraySerializer());
  }

  private static PartitionInfo progress(int partition) {
    Node[] one = {Node.noNode()};
    return new PartitionInfo(Topics.BRIDGE_PROGRESS.name(), partition, one[0], one, one);
  }

  synchronized void failNext(RuntimeException... failures) {
    this.failures.addAll(Arrays.asList(failures));
  }

  @Override
  public synchronized Future<RecordMetadata> send(
      ProducerRecord<String, byte[]> record, Callback callback) {
    RuntimeException failure = failures.poll();
    return failure == null ? super.send(record, callback) : CompletableFuture.failedFuture(failure);
  }

  /** What was saved, in order. */
  List<ProgressRecord> saved() {
    return takenBy(Topics.BRIDGE_PROGRESS).stream()
        .map(
            record ->
                ProgressRecord.parse(
                        record.key(), new String(record.value(), StandardCharsets.UTF_8))
                    .orElseThrow())
        .toList();
  }

  /** What was acknowledged. */
  List<ProducerRecord<String, byte[]>> takenBy(Topic<?, ?> topic) {
    return history().stream().filter(record -> record.topic().equals(topic.name())).toList();
  }
}
