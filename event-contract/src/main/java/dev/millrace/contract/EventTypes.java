package dev.millrace.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The event-type table of one kind of aggregate and, by it, the codec of its events.
 *
 * @param <E> the aggregate's events
 */
public final class EventTypes<E> {

  private final String aggregateType;
  private final String topic;
  private final Map<String, EventType<E>> byName;
  private final Map<Class<?>, EventType<E>> byClass;

  private EventTypes(String aggregateType, String topic, List<EventType<E>> types) {
    this.aggregateType = aggregateType;
    this.topic = topic;
    this.byName =
        types.stream().collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));
    this.byClass =
        types.stream()
            .collect(Collectors.toUnmodifiableMap(EventType::eventClass, Function.identity()));
  }

  /**
   * A table of these types.
   *
   * @param aggregateType wire name of the aggregate
   * @param topic where its published events go
   * @throws IllegalStateException if two types share a name or a class
   */
  public static <E> EventTypes<E> of(String aggregateType, String topic, List<EventType<E>> types) {
    return new EventTypes<>(aggregateType, topic, types);
  }

  public String aggregateType() {
    return aggregateType;
  }

  public String topic() {
    return topic;
  }

  /** All rows of the table, in no particular order. */
  public Collection<EventType<E>> all() {
    return byName.values();
  }

  /**
   * The type of an event.
   *
   * @throws IllegalArgumentException if the table lacks its class: a bug
   */
  public EventType<E> typeOf(E event) {
    EventType<E> type = byClass.get(event.getClass());
    if (type == null) {
      throw new IllegalArgumentException("no event type for " + event.getClass().getName());
    }
    return type;
  }

  public EncodedEvent encode(EventEnvelope<E> envelope) {
    EventType<E> type = typeOf(envelope.event());
    return new EncodedEvent(
        envelope.id(),
        type.name(),
        type.schemaVersion(),
        envelope.aggregate(),
        envelope.sequence(),
        envelope.occurredAt(),
        envelope.metadata(),
        ContractJson.write(envelope.event()));
  }

  /**
   * The event that was encoded, in whichever version of its schema.
   *
   * @throws EventDecodingException naming the event's coordinates, if its type or schema version is
   *     unknown, an upcaster fails or the payload does not fit
   */
  public EventEnvelope<E> decode(EncodedEvent encoded) {
    return new EventEnvelope<>(
        encoded.id(),
        encoded.aggregate(),
        encoded.sequence(),
        encoded.occurredAt(),
        encoded.metadata(),
        payload(encoded));
  }

  /**
   * The same event as it would be encoded today.
   *
   * @throws EventDecodingException as {@link #decode} does
   */
  public EncodedEvent current(EncodedEvent encoded) {
    return encode(decode(encoded));
  }

  private E payload(EncodedEvent encoded) {
    EventType<E> type = known(encoded);
    try {
      return encoded.schemaVersion() == type.schemaVersion()
          ? ContractJson.read(
              type.eventClass(), ContractJson.reader(type.eventClass()), encoded.payload())
          : upcast(type.eventClass(), Upcasting.newest(type, encoded));
    } catch (JsonProcessingException e) {
      // Not as its cause: what Jackson says quotes the payload.
      throw new EventDecodingException(encoded, "payload does not fit" + JsonFaults.where(e));
    }
  }

  private EventType<E> known(EncodedEvent encoded) {
    EventType<E> type = byName.get(encoded.type());
    if (type == null) {
      throw new EventDecodingException(encoded, "unknown event type");
    }
    if (encoded.schemaVersion() < 1 || encoded.schemaVersion() > type.schemaVersion()) {
      throw new EventDecodingException(
          encoded, "unknown schema version, known are 1.." + type.schemaVersion());
    }
    return type;
  }

  private static <T> T upcast(Class<T> eventClass, ObjectNode json) throws JsonProcessingException {
    return ContractJson.reader(eventClass).treeToValue(json, eventClass);
  }
}
