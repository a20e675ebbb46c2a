package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.GenerationId;
import com.scylladb.cdc.model.TableName;
import com.scylladb.cdc.model.TaskId;
import dev.millrace.contract.Topics;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How far each task has come, in memory and in {@code cdc-bridge-progress}. Thread-safe. */
final class CaptureProgress {

  private final Map<TaskId, Instant> positions = new ConcurrentHashMap<>();
  private final Producer<String, byte[]> producer;

  CaptureProgress(Producer<String, byte[]> producer, Map<TaskId, Instant> saved) {
    this.producer = producer;
    positions.putAll(saved);
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

  /** Remembers that everything before the instant has been captured, until the process ends. */
  void advance(TaskId task, Instant windowEnd) {
    positions.put(task, windowEnd);
  }

  /** Saves the task's position; returns when it is safe. */
  void save(TaskId task) throws ExecutionException, InterruptedException {
    var record = new ProgressRecord(task, positions.get(task));
    producer
        .send(
            new ProducerRecord<>(
                Topics.BRIDGE_PROGRESS.name(),
                record.key(),
                Topics.BRIDGE_PROGRESS
                    .value()
                    .serializer()
                    .serialize(Topics.BRIDGE_PROGRESS.name(), record.value())))
        .get();
  }
}
