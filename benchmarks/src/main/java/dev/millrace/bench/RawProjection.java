package dev.millrace.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import dev.millrace.bench.Arrivals.Pace;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.OrderEvents;
import dev.millrace.contract.OrderView;
import dev.millrace.contract.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The raw limit of a projection: a bare consumer that folds events in memory, writes the same rows
 * with as many on their way, and commits its offsets behind them as often. Keeps no state.
 */
final class RawProjection {

  private static final Duration POLL = Duration.ofMillis(5);

  /** As often as a backlog is committed. */
  private static final long COMMIT_NANOS = Duration.ofMillis(500).toNanos();

  private final String kafka;
  private final CqlSession session;
  private final int maxInFlight;
  private final Function<OrderView, List<BoundStatement>> statements;
  private final Map<UUID, OrderView> views = new HashMap<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /**
   * A projection.
   *
   * @param statements that write what a view changes
   */
  RawProjection(
      String kafka,
      CqlSession session,
      int maxInFlight,
      Function<OrderView, List<BoundStatement>> statements) {
    this.kafka = kafka;
    this.session = session;
    this.maxInFlight = maxInFlight;
    this.statements = statements;
  }

  /** Projects so many events from the beginning of the topic. */
  Pace run(int events) throws InterruptedException {
    var inFlight = new Semaphore(maxInFlight);
    try (var consumer = consumer()) {
      consumer.subscribe(List.of(Topics.ORDER_EVENTS.name()));
      int done = 0;
      long begun = 0;
      long halved = 0;
      long commitAt = System.nanoTime() + COMMIT_NANOS;
      while (done < events) {
        for (var record : consumer.poll(POLL)) {
          begun = begun == 0 ? System.nanoTime() : begun;
          write(record, inFlight);
          done++;
        }
        if (System.nanoTime() > commitAt || done >= events) {
          commit(consumer, inFlight);
          commitAt = System.nanoTime() + COMMIT_NANOS;
          halved = halved == 0 && done >= events / 2 ? System.nanoTime() : halved;
        }
      }
      double half = events / 2.0;
      return new Pace(half / ((halved - begun) / 1e9), half / ((System.nanoTime() - halved) / 1e9));
    }
  }

  private void write(ConsumerRecord<String, byte[]> record, Semaphore inFlight)
      throws InterruptedException {
    var event = OrderEvents.TYPES.decode(EventRecords.read(record.headers(), record.value()));
    UUID id = event.aggregate().id();
    OrderView before = views.get(id);
    OrderView view = before == null ? OrderView.opening(event) : before.after(event);
    views.put(id, view);
    for (BoundStatement statement : statements.apply(view)) {
      inFlight.acquire();
      session
          .executeAsync(statement)
          .whenComplete(
              (done, e) -> {
                failure.compareAndSet(null, e);
                inFlight.release();
              });
    }
  }

  private void commit(KafkaConsumer<?, ?> consumer, Semaphore inFlight)
      throws InterruptedException {
    inFlight.acquire(maxInFlight);
    inFlight.release(maxInFlight);
    if (failure.get() != null) {
      throw new IllegalStateException("rows could not be written", failure.get());
    }
    consumer.commitSync();
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        BareConsumers.config(kafka), new StringDeserializer(), new ByteArrayDeserializer());
  }
}
