package dev.millrace.command.handler;

import dev.millrace.command.store.EventStore;
import dev.millrace.command.store.Slice;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Loads aggregates: the shortest known way to the present, then the events after it. */
final class AggregateLoader<S, E> {

  /** Events of one read where there are many: bounds the memory of a long history. */
  private static final int PAGE = 1_000;

  private final EventStore events;
  private final Snapshots<S> snapshots;
  private final AggregateFold<?, S, E> fold;

  AggregateLoader(EventStore events, Snapshots<S> snapshots, AggregateFold<?, S, E> fold) {
    this.events = events;
    this.snapshots = snapshots;
    this.fold = fold;
  }

  /**
   * The aggregate as it is now.
   *
   * @param known an earlier state of it, if there is one at hand
   */
  CompletionStage<Loaded<S>> now(UUID aggregateId, Optional<Loaded<S>> known) {
    return known.isPresent()
        ? forward(aggregateId, known.get(), Horizon.NOW)
        : fromSnapshot(aggregateId);
  }

  /** The aggregate as it was. */
  CompletionStage<Folded<S>> at(UUID aggregateId, Horizon horizon) {
    return snapshots
        .newest(aggregateId, horizon)
        .thenCompose(snapshot -> forward(aggregateId, base(snapshot), horizon))
        .thenApply(Loaded::folded);
  }

  /**
   * Reads the snapshot and, without waiting for it, as many of the newest events as are usually
   * behind one; only if they do not reach back to the snapshot there is more to read.
   */
  private CompletionStage<Loaded<S>> fromSnapshot(UUID aggregateId) {
    return snapshots
        .newest(aggregateId, Horizon.NOW)
        .thenCombine(
            events.readNewest(aggregateId, snapshots.every() + 1),
            (snapshot, tail) -> join(aggregateId, base(snapshot), tail))
        .thenCompose(stage -> stage);
  }

  private CompletionStage<Loaded<S>> join(UUID aggregateId, Loaded<S> base, Slice tail) {
    return tail.after() <= base.folded().version()
        ? CompletableFuture.completedStage(fold.after(base, tail, Horizon.NOW))
        : forward(aggregateId, base, Horizon.NOW);
  }

  private CompletionStage<Loaded<S>> forward(UUID aggregateId, Loaded<S> base, Horizon horizon) {
    long from = base.folded().version();
    return events
        .readAfter(aggregateId, from, PAGE)
        .thenCompose(
            slice -> {
              Loaded<S> next = fold.after(base, slice, horizon);
              boolean whole = next.folded().version() == from + PAGE;
              return whole
                  ? forward(aggregateId, next, horizon)
                  : CompletableFuture.completedStage(next);
            });
  }

  private Loaded<S> base(Optional<Folded<S>> snapshot) {
    return snapshot.map(folded -> new Loaded<>(folded, folded.version())).orElseGet(this::nothing);
  }

  /** An aggregate that has no events. */
  Loaded<S> nothing() {
    return new Loaded<>(fold.nothing(), 0);
  }
}
