package dev.millrace.bridge.capture;

import dev.millrace.contract.Topic;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka as capture sees it: acknowledges at once, or fails the next sends as it was told. */
final class CaptureKafka extends MockProducer<String, byte[]> {

  private final Queue<RuntimeException> failures = new ArrayDeque<>();

  CaptureKafka() {
    super(true, null, new StringSerializer(), new ByteArraySerializer());
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

  /** What was acknowledged. */
  List<ProducerRecord<String, byte[]>> takenBy(Topic<?, ?> topic) {
    return history().stream().filter(record -> record.topic().equals(topic.name())).toList();
  }
}
