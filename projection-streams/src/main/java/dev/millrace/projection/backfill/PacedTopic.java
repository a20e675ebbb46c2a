package dev.millrace.projection.backfill;

import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventRecords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The topic by which a build is filled up. It waits for the build before every step, so that never
 * more than {@link #MOST_UNREAD} and a step are unread: the topic is to hold little, and the events
 * that are new are read beside those. For one thread.
 */
final class PacedTopic {

  /** Events that are sent between two looks at the reader. */
  static final int STEP = 2_000;

  /** Events that may be unread when a step begins. */
  static final int MOST_UNREAD = 20_000;

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final String name;
  private final Producer<String, byte[]> producer;
  private final Reader reader;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private long sent;

  /** Who reads what is sent. */
  @FunctionalInterface
  interface Reader {

    /** How many events there are that it has not read. */
    long unread() throws InterruptedException;
  }

  PacedTopic(String name, Producer<String, byte[]> producer, Reader reader) {
    this.name = name;
    this.producer = producer;
    this.reader = reader;
  }

  /** Sends an event, after a wait for the reader where it is far behind. */
  void send(EncodedEvent event) throws InterruptedException {
    // Before the first one, too: an earlier run may have left much.
    if (sent % STEP == 0) {
      flush();
      awaitReader();
    }
    var record =
        new ProducerRecord<>(
            name,
            event.aggregate().id().toString(),
            event.payload().getBytes(StandardCharsets.UTF_8));
    EventRecords.writeHeaders(event, record.headers());
    var unused = producer.send(record, (metadata, e) -> failure.compareAndSet(null, e));
    sent++;
  }

  private void awaitReader() throws InterruptedException {
    while (reader.unread() > MOST_UNREAD) {
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /**
   * Returns when all that was sent is in the topic.
   *
   * @throws IllegalStateException if some of it cannot be
   */
  void flush() {
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("events could not be sent to " + name, failed);
    }
  }
}
