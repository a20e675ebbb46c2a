package dev.millrace.bridge.capture;

import dev.millrace.runtime.kafka.KafkaSettings;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes the producer of capture. */
final class CaptureProducer {

  /**
   * Half of what brokers take by default: while an event waits for its turn, the sequencer keeps it
   * as JSON, which may be twice as long, and could never get past one that does not fit.
   */
  private static final int LARGEST_RECORD_BYTES = 500 * 1024;

  private CaptureProducer() {}

  static Producer<String, byte[]> create(KafkaSettings kafka) {
    // Mostly the library's defaults today; they are what "acknowledged" means here.
    Map<String, Object> config =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.RETRIES_CONFIG,
            Integer.MAX_VALUE,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            30_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            10_000,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            10_000,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            LARGEST_RECORD_BYTES,
            ProducerConfig.LINGER_MS_CONFIG,
            2);
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }
}
