package dev.millrace.bridge.capture;

import dev.millrace.bridge.BridgeFixtures;
import dev.millrace.bridge.BridgeStack;
import dev.millrace.bridge.TopicReader;
import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Appends events of many aggregates, on all streams, until it is told to stop. */
final class SteadyWriter implements AutoCloseable {

  private static final int AGGREGATES = 64;
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final BridgeStack stack;
  private final EventStoreWriter store;
  private final List<UUID> aggregates =
      Stream.generate(UUID::randomUUID).limit(AGGREGATES).toList();
  private final Set<CapturedEvent> written = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::write, "steady-writer");
  private volatile boolean stopping;
  private volatile @Nullable Throwable failure;

  SteadyWriter(BridgeStack stack) {
    this.stack = stack;
    this.store = new EventStoreWriter(stack.session());
    thread.start();
  }

  private void write() {
    try {
      for (long sequence = 1; !stopping; sequence++) {
        for (int i = 0; i < AGGREGATES && !stopping; i++) {
          CapturedEvent event = BridgeFixtures.captured(aggregates.get(i), sequence);
          store.append(event);
          written.add(event);
          LockSupport.parkNanos(PACE_NANOS);
        }
      }
    } catch (RuntimeException | AssertionError e) {
      failure = e;
    }
  }

  /** Waits until so many more were written. */
  void awaitMore(int events) {
    int wanted = written.size() + events;
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> written.size() >= wanted);
  }

  /** Stops, and waits until all that was written has been captured. */
  void awaitAllCaptured() throws InterruptedException {
    stop();
    Set<String> keys = aggregates.stream().map(UUID::toString).collect(Collectors.toSet());
    try (var reader = new TopicReader(stack.kafka(), Topics.ORDER_CAPTURE, keys::contains)) {
      reader.await(records -> captured(records).containsAll(written));
    }
  }

  private static Set<CapturedEvent> captured(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream().map(SteadyWriter::captured).collect(Collectors.toSet());
  }

  private static CapturedEvent captured(ConsumerRecord<String, byte[]> record) {
    return CaptureRecords.read(record.key(), record.headers(), record.value());
  }

  private void stop() throws InterruptedException {
    stopping = true;
    thread.join();
    if (failure != null) {
      throw new AssertionError("the writer failed", failure);
    }
  }

  @Override
  public void close() {
    stopping = true;
  }
}
