package dev.millrace.command.handler;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.Optional;
import java.util.UUID;

/**
 * The aggregates that were in use lately, each as of some time: another instance may have moved one
 * on. What is here is true history all the same, since only acknowledged events are folded into it.
 * Thread-safe.
 */
final class AggregateCache<S> {

  /** About what an entry takes besides its state. */
  private static final int ENTRY_BYTES = 256;

  private final Cache<UUID, Loaded<S>> cache;

  AggregateCache(StateSchema<S> schema, CacheSettings settings, MeterRegistry registry) {
    cache =
        Caffeine.newBuilder()
            .maximumWeight(settings.maxBytes())
            .<UUID, Loaded<S>>weigher(
                (id, loaded) -> ENTRY_BYTES + schema.weight().applyAsInt(loaded.folded().state()))
            .expireAfterAccess(settings.expireAfter())
            .recordStats()
            .build();
    CaffeineCacheMetrics.monitor(registry, cache, "aggregates");
  }

  Optional<Loaded<S>> find(UUID aggregateId) {
    return Optional.ofNullable(cache.getIfPresent(aggregateId));
  }

  /** Remembers the aggregate, unless something newer of it is known. */
  void put(UUID aggregateId, Loaded<S> loaded) {
    cache.asMap().merge(aggregateId, loaded, AggregateCache::newer);
  }

  private static <S> Loaded<S> newer(Loaded<S> old, Loaded<S> now) {
    return now.folded().version() >= old.folded().version() ? now : old;
  }

  void forget(UUID aggregateId) {
    cache.invalidate(aggregateId);
  }
}
