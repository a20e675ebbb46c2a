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

  Prepared<E> prepare(CommandRequest<?> request, long version, List<E> decided) {
    List<EventEnvelope<E>> events = envelopes(request, version, decided);
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
      CommandRequest<?> request, long version, List<E> decided) {
    var aggregateId = new AggregateId(types.aggregateType(), request.aggregateId());
    Instant now = stamp.now();
    List<EventEnvelope<E>> events = new ArrayList<>();
    for (E event : decided) {
      long sequence = version + events.size() + 1;
      events.add(
          new EventEnvelope<>(
              stamp.ids().get(), aggregateId, sequence, now, request.metadata(), event));
    }
    return events;
  }

  private Append.Entry entry(EventEnvelope<E> event) {
    String topic = types.typeOf(event.event()).published() ? types.topic() : null;
    return new Append.Entry(types.encode(event), topic);
  }
}
