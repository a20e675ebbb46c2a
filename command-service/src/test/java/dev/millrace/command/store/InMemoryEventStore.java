package dev.millrace.command.store;

import dev.millrace.command.store.AppendResult.AlreadyDone;
import dev.millrace.command.store.AppendResult.Appended;
import dev.millrace.command.store.AppendResult.Conflict;
import dev.millrace.contract.EncodedEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps the whole contract of the event store, in memory; can inject faults. */
public final class InMemoryEventStore implements EventStore {

  private final Map<UUID, List<EncodedEvent>> events = new HashMap<>();
  private final Map<UUID, Map<UUID, CommandRecord>> commands = new HashMap<>();
  private final Deque<Runnable> beforeAppend = new ArrayDeque<>();
  private boolean away;
  private int reads;

  /** Runs the action right before the next append that has none yet. */
  public synchronized void beforeNextAppend(Runnable action) {
    beforeAppend.add(action);
  }

  public synchronized void setAway(boolean isAway) {
    away = isAway;
  }

  @Override
  public synchronized CompletionStage<Slice> readAfter(UUID aggregateId, long after, int limit) {
    List<EncodedEvent> all = stored(aggregateId);
    int from = (int) Math.min(after, all.size());
    int to = Math.min(from + limit, all.size());
    return away ? unavailable() : done(new Slice(after, all.subList(from, to)));
  }

  @Override
  public synchronized CompletionStage<Slice> readNewest(UUID aggregateId, int limit) {
    List<EncodedEvent> all = stored(aggregateId);
    int from = Math.max(0, all.size() - limit);
    return away ? unavailable() : done(new Slice(from, all.subList(from, all.size())));
  }

  @Override
  public synchronized CompletionStage<Long> version(UUID aggregateId) {
    return away ? unavailable() : done((long) stored(aggregateId).size());
  }

  private List<EncodedEvent> stored(UUID aggregateId) {
    reads++;
    return events.getOrDefault(aggregateId, List.of());
  }

  /** How often events were read so far. */
  public synchronized int reads() {
    return reads;
  }

  @Override
  public synchronized CompletionStage<Optional<CommandRecord>> findCommand(
      UUID aggregateId, UUID commandId) {
    return away ? unavailable() : done(Optional.ofNullable(recorded(aggregateId).get(commandId)));
  }

  @Override
  public synchronized CompletionStage<AppendResult> append(Append append) {
    if (!beforeAppend.isEmpty()) {
      beforeAppend.remove().run();
    }
    if (away) {
      return unavailable();
    }
    List<EncodedEvent> stored =
        events.computeIfAbsent(append.aggregateId(), id -> new ArrayList<>());
    CommandRecord earlier = recorded(append.aggregateId()).get(append.command().commandId());
    if (earlier != null) {
      return done(new AlreadyDone(earlier));
    }
    if (stored.size() != append.expectedVersion()) {
      return done(new Conflict(stored.size()));
    }
    append.entries().forEach(entry -> stored.add(entry.event()));
    recorded(append.aggregateId()).put(append.command().commandId(), append.command());
    return done(new Appended());
  }

  private Map<UUID, CommandRecord> recorded(UUID aggregateId) {
    return commands.computeIfAbsent(aggregateId, id -> new HashMap<>());
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedStage(value);
  }

  private static <T> CompletionStage<T> unavailable() {
    return CompletableFuture.failedStage(
        new StoreUnavailableException("away", new IllegalStateException("injected")));
  }
}
