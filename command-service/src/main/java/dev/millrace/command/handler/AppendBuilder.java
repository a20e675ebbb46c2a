package dev.millrace.command.handler;

import dev.millrace.command.store.Append;
import dev.millrace.command.store.CommandRecord;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventEnvelope;
import dev.millrace.contract.EventTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Turns decided events into an append: ids, time, dense sequences, topics. */
final class AppendBuilder<E> {

  private final EventTypes<E> types;
  private final EventStamp stamp;

  AppendBuilder(EventTypes<E> types, EventStamp stamp) {
    this.types = types;
    this.stamp = stamp;
  }

  /** The append, and the same events not encoded. */
  record Prepared<E>(Append append, List<EventEnvelope<E>> events) {}

  Prepared<E> prepare(CommandRequest<?> request, Folded<?> before, List<E> decided) {
    long version = before.version();
    List<EventEnvelope<E>> events = envelopes(request, before, decided);
    List<Append.Entry> entries = events.stream().map(this::entry).toList();
    var command =
        new CommandRecord(
            request.commandId(),
            request.name(),
            request.fingerprint(),
            version + 1,
            version + decided.size());
    return new Prepared<>(new Append(request.aggregateId(), command, entries), events);
  }

  private List<EventEnvelope<E>> envelopes(
      CommandRequest<?> request, Folded<?> before, List<E> decided) {
    var aggregateId = new AggregateId(types.aggregateType(), request.aggregateId());
    Instant now = notBefore(before.updatedAt());
    List<EventEnvelope<E>> events = new ArrayList<>();
    for (E event : decided) {
      long sequence = before.version() + events.size() + 1;
      events.add(
          new EventEnvelope<>(
              stamp.ids().get(), aggregateId, sequence, now, request.metadata(), event));
    }
    return events;
  }

  // The clocks of two instances differ, but within an aggregate time must not go back.
  private Instant notBefore(Instant updatedAt) {
    Instant now = stamp.now();
    return now.isBefore(updatedAt) ? updatedAt : now;
  }

  private Append.Entry entry(EventEnvelope<E> event) {
    String topic = types.typeOf(event.event()).published() ? types.topic() : null;
    return new Append.Entry(types.encode(event), topic);
  }
}
