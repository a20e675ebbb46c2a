package dev.millrace.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The raw limit of capture: reads the whole CDC log, stream by stream, with nothing but the driver,
 * and sends key, payload and metadata of each inserted row with nothing but a producer.
 */
final class RawCapture implements AutoCloseable {

  static final String TOPIC = "bench-raw-capture";

  private static final byte INSERT = 2;
  private static final int THREADS = 4;

  private final CqlSession session;
  private final PreparedStatement read;
  private final Producer<String, byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  RawCapture(CqlSession session, String kafka) {
    this.session = session;
    this.read =
        session.prepare(
            "SELECT * FROM millrace.event_store_scylla_cdc_log"
                + " WHERE \"cdc$stream_id\" = ? AND \"cdc$time\" <= ?");
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 2),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Reads it all; returns log rows a second. */
  double run() throws InterruptedException {
    List<ByteBuffer> streams = streams();
    var rows = new LongAdder();
    long begun = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      var reads =
          streams.stream()
              .<Callable<Void>>map(
                  stream ->
                      () -> {
                        rows.add(read(stream));
                        return null;
                      })
              .toList();
      for (var done : threads.invokeAll(reads)) {
        done.get();
      }
      producer.flush();
      if (failure.get() != null) {
        throw new IllegalStateException("records could not be sent", failure.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the log could not be read", e.getCause());
    } finally {
      threads.shutdown();
    }
    return rows.sum() / ((System.nanoTime() - begun) / 1e9);
  }

  private List<ByteBuffer> streams() {
    return session
        .execute("SELECT streams FROM system_distributed.cdc_streams_descriptions_v2")
        .all()
        .stream()
        .flatMap(
            row -> Objects.requireNonNull(row.get(0, TypeCodecs.setOf(TypeCodecs.BLOB))).stream())
        .toList();
  }

  private long read(ByteBuffer stream) {
    long rows = 0;
    for (Row row : session.execute(read.bind(stream, Uuids.endOf(System.currentTimeMillis())))) {
      rows++;
      if (row.getByte("cdc$operation") == INSERT) {
        send(row);
      }
    }
    return rows;
  }

  private void send(Row row) {
    byte[] payload = bytes(row.getString("payload"));
    var record = new ProducerRecord<>(TOPIC, String.valueOf(row.getUuid("aggregate_id")), payload);
    record.headers().add("metadata", bytes(row.getString("metadata")));
    var unused =
        producer.send(
            record,
            (sent, error) -> {
              if (error != null) {
                failure.compareAndSet(null, error);
              }
            });
  }

  private static byte[] bytes(@Nullable String text) {
    return Objects.requireNonNull(text).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
  }
}
