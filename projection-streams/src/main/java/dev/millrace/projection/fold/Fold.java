package dev.millrace.projection.fold;

import dev.millrace.contract.EventEnvelope;
import dev.millrace.contract.EventPlace;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.EventTypes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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

  /**
   * Where a record belongs; fails, saying why, if it belongs nowhere: it has no key or no sequence,
   * or stands under the key of another aggregate, and so perhaps in another partition, past the
   * order of its own.
   */
  EventPlace place(Record<byte[], byte[]> record) {
    EventPlace place = EventRecords.place(record.headers());
    String key = record.key() == null ? "null" : new String(record.key(), StandardCharsets.UTF_8);
    if (!key.equals(place.aggregate().toString())) {
      throw new UnusableRecordException("key must be " + place.aggregate() + ", got " + key);
    }
    return place;
  }

  /** The event of a record; fails, saying why, if the record has none. */
  EventEnvelope<E> decode(Record<byte[], byte[]> record) {
    return types.decode(EventRecords.read(record.headers(), record.value()));
  }

  long versionOf(@Nullable V view) {
    return view == null ? 0 : version.applyAsLong(view);
  }

  /** The view after the event, which must be the next one; fails if there is none. */
  V next(@Nullable V view, EventEnvelope<E> event) {
    V next = view == null ? steps.opening().apply(event) : steps.after().apply(view, event);
    if (next == null) {
      throw new UnusableRecordException(at(event) + "the fold made no view of it, but null");
    }
    return next;
  }

  /** Why the view after this event cannot be kept; empty if it can be. */
  Optional<String> unserializable(V view, EventEnvelope<E> event) {
    try {
      serde.serializer().serialize("view", view);
      return Optional.empty();
    } catch (RuntimeException e) {
      String why = UnusableRecordException.message(e);
      return Optional.of(at(event) + "the view after it cannot be serialized: " + why);
    }
  }

  private static String at(EventEnvelope<?> event) {
    return event.aggregate().type() + "/" + event.aggregate().id() + "@" + event.sequence() + ": ";
  }
}
