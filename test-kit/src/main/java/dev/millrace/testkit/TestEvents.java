package dev.millrace.testkit;

import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventEnvelope;
import dev.millrace.contract.EventMetadata;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.EventTypes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Events and their records as the pipeline publishes them, with ids and times that are the same in
 * every run.
 *
 * @param begin when the first event of every aggregate occurs
 * @param step between an aggregate's events
 * @param metadata of every event
 */
public record TestEvents<E>(
    EventTypes<E> types, Instant begin, Duration step, EventMetadata metadata) {

  /** Events a second apart, from noon of a certain day on. */
  public static <E> TestEvents<E> of(EventTypes<E> types) {
    return new TestEvents<>(
        types,
        Instant.parse("2026-01-01T12:00:00Z"),
        Duration.ofSeconds(1),
        new EventMetadata("test-kit", new UUID(0, 0), null, null, Map.of()));
  }

  /** The same with other metadata. */
  public TestEvents<E> with(EventMetadata other) {
    return new TestEvents<>(types, begin, step, other);
  }

  /** The same from another time on. */
  public TestEvents<E> from(Instant other) {
    return new TestEvents<>(types, other, step, metadata);
  }

  /** When the event of a sequence occurs, which is the time of its record too. */
  public Instant time(long sequence) {
    return begin.plus(step.multipliedBy(sequence - 1));
  }

  /** An event in its envelope. */
  public EventEnvelope<E> envelope(UUID aggregate, long sequence, E event) {
    return new EventEnvelope<>(
        UUID.nameUUIDFromBytes((aggregate + "@" + sequence).getBytes(StandardCharsets.UTF_8)),
        new AggregateId(types.aggregateType(), aggregate),
        sequence,
        time(sequence),
        metadata,
        event);
  }

  /** The record of an event. */
  public TestRecord<String, byte[]> record(UUID aggregate, long sequence, E event) {
    EncodedEvent encoded = types.encode(envelope(aggregate, sequence, event));
    var headers = new RecordHeaders();
    EventRecords.writeHeaders(encoded, headers);
    return new TestRecord<>(
        aggregate.toString(),
        encoded.payload().getBytes(StandardCharsets.UTF_8),
        headers,
        time(sequence));
  }

  /** The records of an aggregate from its first event on. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final List<TestRecord<String, byte[]>> life(UUID aggregate, E... events) {
    return life(aggregate, Arrays.asList(events));
  }

  /** The records of an aggregate from its first event on. */
  public List<TestRecord<String, byte[]>> life(UUID aggregate, List<E> events) {
    return IntStream.range(0, events.size())
        .mapToObj(i -> record(aggregate, i + 1L, events.get(i)))
        .toList();
  }
}
