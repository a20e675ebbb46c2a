package dev.millrace.projection.fold;

import dev.millrace.contract.EventEnvelope;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.EventTypes;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * How the events of one kind of aggregate become its view. All functions are pure.
 *
 * @param version sequence of the newest event in a view
 */
public record Fold<E, V>(
    EventTypes<E> types, Steps<E, V> steps, ToLongFunction<V> version, Serde<V> serde) {

  /**
   * The two ways to a view.
   *
   * @param opening of an aggregate's first event
   * @param after of a view and the event after it
   */
  public record Steps<E, V>(
      Function<EventEnvelope<E>, V> opening, BiFunction<V, EventEnvelope<E>, V> after) {}

  /** The event of a record; fails, saying why, if the record has none. */
  EventEnvelope<E> decode(Record<byte[], byte[]> record) {
    EventEnvelope<E> event = types.decode(EventRecords.read(record.headers(), record.value()));
    requireKey(record.key(), event.aggregate().id());
    return event;
  }

  // An event under another key could come over another partition, past the order of its aggregate.
  private static void requireKey(byte @Nullable [] key, UUID aggregateId) {
    String text = key == null ? "null" : new String(key, StandardCharsets.UTF_8);
    if (!text.equals(aggregateId.toString())) {
      throw new UnusableRecordException("key must be " + aggregateId + ", got " + text);
    }
  }

  long versionOf(@Nullable V view) {
    return view == null ? 0 : version.applyAsLong(view);
  }

  /** The view after the event, which must be the next one: fails if it is not. */
  V next(@Nullable V view, EventEnvelope<E> event) {
    long expected = versionOf(view) + 1;
    if (event.sequence() != expected) {
      throw new UnusableRecordException(
          "expected sequence "
              + expected
              + ", got "
              + event.sequence()
              + ": an earlier event of the aggregate is missing or was dead-lettered");
    }
    return view == null ? steps.opening().apply(event) : steps.after().apply(view, event);
  }
}
