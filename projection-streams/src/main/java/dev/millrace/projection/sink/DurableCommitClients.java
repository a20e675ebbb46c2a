package dev.millrace.projection.sink;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The Kafka clients of a projection. Their transactions commit only what the sinks have made
 * durable.
 *
 * <p>Kafka Streams has no hook for processors before a commit: {@code StateStore.flush} and {@code
 * commit} may run after the offsets have gone. But under exactly_once_v2 every commit, be it at the
 * interval, before partitions are revoked or when the thread closes, goes through {@code
 * commitTransaction} of the thread's producer (in 4.3.1: TaskExecutor.commitOffsetsOrTransaction),
 * and that is public. An exception there makes the thread abort the transaction and die.
 */
public final class DurableCommitClients implements KafkaClientSupplier {

  private final SinkBarrier barrier;

  public DurableCommitClients(SinkBarrier barrier) {
    this.barrier = barrier;
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new DurableCommitProducer(config, barrier);
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static final class DurableCommitProducer extends KafkaProducer<byte[], byte[]> {

    private final SinkBarrier barrier;

    DurableCommitProducer(Map<String, Object> config, SinkBarrier barrier) {
      super(config, new ByteArraySerializer(), new ByteArraySerializer());
      this.barrier = barrier;
    }

    @Override
    public void commitTransaction() {
      barrier.awaitDurable();
      super.commitTransaction();
    }
  }
}
