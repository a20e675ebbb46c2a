package dev.millrace.cli.demo;

import dev.millrace.cli.conservation.PublishedEvents;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.MalformedRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Notes when each event becomes visible to a consumer of the public topic. Thread-safe. */
public final class TopicWatcher implements AutoCloseable {

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Long> seen = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::watch, "topic-watcher");
  private volatile boolean closed;

  /** Begins to watch, from the topic's beginning; the topic must exist. */
  public TopicWatcher(String bootstrapServers) {
    consumer = PublishedEvents.consumer(bootstrapServers);
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    while (!closed) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        note(record, System.nanoTime());
      }
    }
    consumer.close();
  }

  private void note(ConsumerRecord<String, byte[]> record, long now) {
    try {
      EncodedEvent event = EventRecords.read(record.headers(), record.value());
      seen.putIfAbsent(eventKey(event.aggregate().id().toString(), event.sequence()), now);
    } catch (MalformedRecordException e) {
      // Nothing to time; the check of the whole topic reports it.
    }
  }

  /** Names an event. */
  public static String eventKey(String aggregateId, long sequence) {
    return aggregateId + "@" + sequence;
  }

  /** Whether all these events have been seen. */
  public boolean hasSeen(Map<String, Long> acknowledged) {
    return seen.keySet().containsAll(acknowledged.keySet());
  }

  /** From acknowledgement to visibility; an event seen before its acknowledgement counts as 0. */
  public List<Long> nanos(Map<String, Long> acknowledged) {
    List<Long> latencies = new ArrayList<>();
    acknowledged.forEach(
        (key, at) -> {
          Long visible = seen.get(key);
          if (visible != null) {
            latencies.add(Math.max(0, visible - at));
          }
        });
    return latencies;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
