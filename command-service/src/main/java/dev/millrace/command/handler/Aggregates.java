package dev.millrace.command.handler;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The aggregates of one kind: from memory, from snapshots, from events. */
final class Aggregates<S, E> {

  private final AggregateCache<S> cache;
  private final AggregateLoader<S, E> loader;
  private final Snapshots<S> snapshots;
  private final Counter racesLost;

  private Aggregates(
      AggregateCache<S> cache,
      AggregateLoader<S, E> loader,
      Snapshots<S> snapshots,
      Counter racesLost) {
    this.cache = cache;
    this.loader = loader;
    this.snapshots = snapshots;
    this.racesLost = racesLost;
  }

  static <S, E> Aggregates<S, E> of(
      AggregateDefinition<?, S, E> aggregate, Stores stores, CommandHandlerSettings settings) {
    MeterRegistry registry = stores.metrics();
    var metrics = new SnapshotMetrics(registry);
    var snapshots =
        new Snapshots<>(
            stores.snapshots(),
            new SnapshotCodec<>(aggregate, metrics),
            settings.snapshots(),
            metrics);
    return new Aggregates<>(
        new AggregateCache<>(aggregate.schema(), settings.cache(), registry),
        new AggregateLoader<>(stores.events(), snapshots, new AggregateFold<>(aggregate)),
        snapshots,
        registry.counter("millrace.append.conflicts"));
  }

  /** The aggregate as it was not long ago if it was in use, else as if it were yet to come. */
  Loaded<S> supposed(UUID aggregateId) {
    return cache.find(aggregateId).orElseGet(loader::nothing);
  }

  /** The aggregate as it is in the store now. */
  CompletionStage<Loaded<S>> now(UUID aggregateId) {
    return loader
        .now(aggregateId, cache.find(aggregateId))
        .thenApply(loaded -> remember(aggregateId, loaded));
  }

  /** The aggregate as it was. */
  CompletionStage<Folded<S>> at(UUID aggregateId, Horizon horizon) {
    return loader.at(aggregateId, horizon);
  }

  /** Keeps an aggregate whose events are all in the store, with a new snapshot if it is time. */
  Loaded<S> remember(UUID aggregateId, Loaded<S> loaded) {
    if (loaded.folded().version() == 0) {
      return loaded;
    }
    Loaded<S> kept = snapshots.saveIfDue(aggregateId, loaded);
    cache.put(aggregateId, kept);
    return kept;
  }

  /** Somebody else was faster. What is remembered stays a beginning to load from, if it is one. */
  void lostRace(UUID aggregateId, long actualVersion) {
    racesLost.increment();
    boolean tooNew =
        cache
            .find(aggregateId)
            .filter(loaded -> loaded.folded().version() > actualVersion)
            .isPresent();
    if (tooNew) {
      // Only a store that was set back to an older copy can do this.
      cache.forget(aggregateId);
    }
  }
}
