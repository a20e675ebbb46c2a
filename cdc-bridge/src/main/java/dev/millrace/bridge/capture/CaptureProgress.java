package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.GenerationId;
import com.scylladb.cdc.model.TableName;
import com.scylladb.cdc.model.TaskId;
import dev.millrace.contract.Topic;
import dev.millrace.contract.Topics;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * How far each task of every instance has come, as {@code cdc-bridge-progress} says. Nothing is
 * known here that another instance could not know: what several instances decide upon it, such as
 * the end of a generation, they decide alike. Thread-safe.
 *
 * <p>A record says "everything before this time has been captured", which stays true for ever. So
 * the greatest one of a task counts, not the last: an instance that was paused, lost the task, and
 * writes its old position when it wakes, moves nobody back.
 */
final class CaptureProgress {

  private static final Topic<String, String> TOPIC = Topics.BRIDGE_PROGRESS;

  private final Map<TaskId, Instant> positions = new ConcurrentHashMap<>();
  private final Set<TaskId> overtaken = ConcurrentHashMap.newKeySet();
  private final Producer<String, byte[]> producer;

  CaptureProgress(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  Optional<Instant> of(TaskId task) {
    return Optional.ofNullable(positions.get(task));
  }

  /** The newest generation that was begun; all earlier ones had been read to their end before. */
  Optional<GenerationId> newestGeneration(TableName table) {
    return positions.keySet().stream()
        .filter(task -> task.getTable().equals(table))
        .map(TaskId::getGenerationId)
        .max(Comparator.naturalOrder());
  }

  /** Takes over the next record of the topic. */
  void learn(ProgressRecord record) {
    Instant known = positions.merge(record.task(), record.windowEnd(), CaptureProgress::later);
    if (record.windowEnd().isBefore(known)) {
      overtaken.add(record.task());
    } else {
      overtaken.remove(record.task());
    }
  }

  /** A task whose record was deleted starts over: whoever deletes it wants that. */
  void forget(TaskId task) {
    positions.remove(task);
    overtaken.remove(task);
  }

  /**
   * Saves the greatest record of a task again if its last one is smaller, because compaction would
   * keep the last one. Should that fail, the task's own next record does as well.
   *
   * @param owned which tasks are this instance's to write
   */
  void saveOvertaken(Predicate<TaskId> owned) {
    for (TaskId task : Set.copyOf(overtaken)) {
      Instant greatest = positions.get(task);
      if (greatest != null && owned.test(task)) {
        overtaken.remove(task);
        Future<RecordMetadata> unused = save(new ProgressRecord(task, greatest));
      }
    }
  }

  /** Writes the record to the task's partition; done when it is safe. */
  Future<RecordMetadata> save(ProgressRecord record) {
    int partitions = Math.max(1, producer.partitionsFor(TOPIC.name()).size());
    byte[] value = TOPIC.value().serializer().serialize(TOPIC.name(), record.value());
    return producer.send(
        new ProducerRecord<>(
            TOPIC.name(), TaskPartition.of(record.task(), partitions), record.key(), value));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
