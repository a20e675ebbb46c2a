package dev.millrace.bridge.audit;

import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.Topics;
import dev.millrace.contract.Watermark;
import dev.millrace.runtime.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends watermarks and the audit's position; returns when they are acknowledged. */
record Watermarks(Producer<String, byte[]> producer) implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  static Watermarks to(KafkaSettings kafka) {
    Map<String, Object> config =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            30_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            10_000,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            10_000,
            ProducerConfig.LINGER_MS_CONFIG,
            5);
    return new Watermarks(
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()));
  }

  void send(List<Watermark> watermarks) throws ExecutionException, InterruptedException {
    List<Future<RecordMetadata>> sent =
        watermarks.stream()
            .map(watermark -> producer.send(CaptureRecords.write(watermark)))
            .toList();
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  void save(String key, AuditPosition position) throws ExecutionException, InterruptedException {
    byte[] value = position.toJson().getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(Topics.BRIDGE_PROGRESS.name(), key, value)).get();
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
