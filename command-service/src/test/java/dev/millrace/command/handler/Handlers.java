package dev.millrace.command.handler;

import dev.millrace.command.store.EventStore;
import dev.millrace.command.store.SnapshotStore;
import dev.millrace.contract.EventMetadata;
import dev.millrace.runtime.retry.Backoff;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Handlers and requests for tests. */
public final class Handlers {

  /** Low, so that tests reach them with few events. */
  public static final AppendLimits LIMITS = new AppendLimits(20, 2_000, 10_000);

  static final int SNAPSHOT_EVERY = 10;

  private Handlers() {}

  public static CommandHandlerSettings settings() {
    return settings(10);
  }

  static CommandHandlerSettings settings(int maxAttempts) {
    return new CommandHandlerSettings(
        maxAttempts,
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(20)),
        LIMITS,
        new SnapshotSettings(SNAPSHOT_EVERY),
        new CacheSettings(1 << 20, Duration.ofMinutes(1)));
  }

  /** As another process would have it: with a memory of its own. */
  public static <C, S, E> CommandHandler<C, S, E> handler(
      AggregateDefinition<C, S, E> aggregate, EventStore events, SnapshotStore snapshots) {
    return handler(aggregate, new Stores(events, snapshots, registry()));
  }

  static <C, S, E> CommandHandler<C, S, E> handler(
      AggregateDefinition<C, S, E> aggregate, Stores stores) {
    return new CommandHandler<>(
        aggregate, stores, new EventStamp(Clock.systemUTC(), UUID::randomUUID), settings());
  }

  static MeterRegistry registry() {
    return new SimpleMeterRegistry();
  }

  static <C> CommandRequest<C> request(UUID aggregateId, C command) {
    return request(aggregateId, command, OptionalLong.empty());
  }

  static <C> CommandRequest<C> request(UUID aggregateId, C command, OptionalLong expected) {
    return new CommandRequest<>(
        aggregateId,
        command,
        "do",
        command.toString(),
        expected,
        new EventMetadata("conversation", UUID.randomUUID(), "me", null, Map.of("k", "v")));
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
