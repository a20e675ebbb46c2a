package dev.millrace.command.express;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes the producer of the express lane: it never blocks, and forgets what is late. */
final class ExpressProducer {

  private static final long BYTES_PER_MEBIBYTE = 1L << 20;

  // A hint that is older than this has been overtaken by change data capture.
  private static final int LATE_MILLIS = 5_000;

  // Forgotten topics cost the next record, which does not wait for them to be looked up again.
  private static final int TOPIC_REMEMBERED_MILLIS = 86_400_000;

  private ExpressProducer() {}

  static Producer<String, byte[]> create(ExpressSettings settings) {
    Map<String, Object> config =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.bootstrapServers(),
            ProducerConfig.CLIENT_ID_CONFIG,
            "express-lane",
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            0,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            settings.bufferMebibytes() * BYTES_PER_MEBIBYTE,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            LATE_MILLIS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            LATE_MILLIS,
            ProducerConfig.METADATA_MAX_IDLE_CONFIG,
            TOPIC_REMEMBERED_MILLIS,
            ProducerConfig.LINGER_MS_CONFIG,
            0);
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }
}
