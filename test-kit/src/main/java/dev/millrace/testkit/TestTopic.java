package dev.millrace.testkit;

import dev.millrace.contract.Topic;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;

/** A topic of a simulation, to write to and to read from. */
public final class TestTopic<K, V> {

  private final Simulation simulation;
  private final Partitions partitions;
  private final Topic<K, V> topic;
  private long read;

  TestTopic(Simulation simulation, Partitions partitions, Topic<K, V> topic) {
    this.simulation = simulation;
    this.partitions = partitions;
    this.topic = topic;
  }

  /** Appends a record to the partition of its key. */
  public void pipe(K key, V value) {
    pipe(new TestRecord<>(key, value));
  }

  /** Appends a record to the partition of its key, with the time of now if it has none. */
  public void pipe(TestRecord<K, V> record) {
    Instant time = record.timestamp() == null ? simulation.now() : record.getRecordTime();
    byte[] key = topic.key().serializer().serialize(topic.name(), record.key());
    byte[] value = topic.value().serializer().serialize(topic.name(), record.value());
    partitions.append(topic.name(), new TestRecord<>(key, value, record.headers(), time));
  }

  /** Appends records, each to the partition of its key. */
  public void pipe(List<TestRecord<K, V>> records) {
    records.forEach(this::pipe);
  }

  /**
   * The records that came since this object last read, in the order in which they were committed.
   * Lets every task finish first, like a consumer who waits for long enough.
   */
  public List<TestRecord<K, V>> read() {
    simulation.settle();
    var records = partitions.since(topic.name(), read).stream().map(this::typed).toList();
    read = partitions.end();
    return records;
  }

  /** The values that came since this object last read. */
  public List<V> readValues() {
    return read().stream().map(TestRecord::value).toList();
  }

  /** All records that are committed by now. Lets no task go on. */
  public List<TestRecord<K, V>> committed() {
    return partitions.since(topic.name(), 0).stream().map(this::typed).toList();
  }

  private TestRecord<K, V> typed(Partitions.Stored stored) {
    var content = stored.content();
    return new TestRecord<>(
        topic.key().deserializer().deserialize(topic.name(), content.key()),
        topic.value().deserializer().deserialize(topic.name(), content.value()),
        content.headers(),
        content.getRecordTime());
  }
}
