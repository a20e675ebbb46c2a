package dev.millrace.command.handler;

import dev.millrace.command.store.Slice;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventEnvelope;

/** Folds stored events. Pure. */
final class AggregateFold<C, S, E> {

  private final AggregateDefinition<C, S, E> aggregate;

  AggregateFold(AggregateDefinition<C, S, E> aggregate) {
    this.aggregate = aggregate;
  }

  Folded<S> nothing() {
    return Folded.nothing(aggregate.decider().initial());
  }

  /**
   * The aggregate after those events of the slice that it lacks and that the horizon includes.
   *
   * @throws dev.millrace.contract.EventDecodingException at the first of them that cannot be read
   */
  Loaded<S> after(Loaded<S> base, Slice slice, Horizon horizon) {
    Folded<S> folded = base.folded();
    for (EncodedEvent event : slice.events()) {
      if (!horizon.includes(event.sequence(), event.occurredAt())) {
        break;
      }
      if (event.sequence() > folded.version()) {
        folded = next(folded, aggregate.types().decode(event));
      }
    }
    return base.with(folded);
  }

  Folded<S> next(Folded<S> folded, EventEnvelope<E> event) {
    return folded.next(event, aggregate.decider().evolve(folded.state(), event.event()));
  }
}
