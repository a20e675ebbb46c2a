package dev.millrace.command.handler;

import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventEnvelope;
import java.util.List;

/** Folds stored events. Pure. */
final class AggregateFold<C, S, E> {

  private final AggregateDefinition<C, S, E> aggregate;

  AggregateFold(AggregateDefinition<C, S, E> aggregate) {
    this.aggregate = aggregate;
  }

  /**
   * The aggregate after the given events.
   *
   * @throws dev.millrace.contract.EventDecodingException at the first event that cannot be read
   */
  Folded<S> fold(List<EncodedEvent> events) {
    Folded<S> folded = Folded.nothing(aggregate.decider().initial());
    for (EncodedEvent event : events) {
      folded = next(folded, aggregate.types().decode(event));
    }
    return folded;
  }

  Folded<S> next(Folded<S> folded, EventEnvelope<E> event) {
    return folded.next(event, aggregate.decider().evolve(folded.state(), event.event()));
  }
}
