package dev.millrace.command.handler;

import dev.millrace.aggregate.Decision;
import dev.millrace.command.handler.AppendLimits.Excess;
import dev.millrace.command.handler.CommandOutcome.Accepted;
import dev.millrace.command.handler.CommandOutcome.Contended;
import dev.millrace.command.handler.CommandOutcome.KeyReused;
import dev.millrace.command.handler.CommandOutcome.Rejected;
import dev.millrace.command.handler.CommandOutcome.TooLarge;
import dev.millrace.command.handler.CommandOutcome.VersionMismatch;
import dev.millrace.command.retry.Futures;
import dev.millrace.command.store.AppendResult;
import dev.millrace.command.store.AppendResult.AlreadyDone;
import dev.millrace.command.store.AppendResult.Appended;
import dev.millrace.command.store.CommandRecord;
import dev.millrace.command.store.EventStore;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Carries out commands: load, fold, decide, append if nobody was faster, else all over again.
 *
 * <p>An aggregate that was in use lately is decided upon as it is remembered, and one that nobody
 * remembers as if it were new, in one round trip: should that be wrong, the append is refused. But
 * no refusal is ever answered from memory. A rule, an expected version, an id that was used: each
 * is looked at again in the store's present, after the record of the command has been looked for,
 * because a command that was carried out before is answered as it was then, whatever has happened
 * to the aggregate since.
 */
public final class CommandHandler<C, S, E> {

  private final AggregateDefinition<C, S, E> aggregate;
  private final AggregateFold<C, S, E> fold;
  private final AppendBuilder<E> appends;
  private final EventStore store;
  private final Aggregates<S, E> aggregates;
  private final AggregateQueues queues = new AggregateQueues();
  private final CommandHandlerSettings settings;
  private final Counter retries;

  public CommandHandler(
      AggregateDefinition<C, S, E> aggregate,
      Stores stores,
      EventStamp stamp,
      CommandHandlerSettings settings) {
    this.aggregate = aggregate;
    this.fold = new AggregateFold<>(aggregate);
    this.appends = new AppendBuilder<>(aggregate.types(), stamp);
    this.store = stores.events();
    this.aggregates = Aggregates.of(aggregate, stores, settings);
    this.settings = settings;
    this.retries = stores.metrics().counter("millrace.command.retries");
  }

  /** Carries out one command. The stage fails as those of {@link EventStore} do. */
  public CompletionStage<CommandOutcome<S>> handle(CommandRequest<C> request) {
    return queues.submit(request.aggregateId(), () -> firstAttempt(request));
  }

  /** The aggregate as it is now. */
  public CompletionStage<Folded<S>> current(UUID aggregateId) {
    return aggregates.now(aggregateId).thenApply(Loaded::folded);
  }

  /** The aggregate as it was; at version 0 if it did not exist. */
  public CompletionStage<Folded<S>> at(UUID aggregateId, Horizon horizon) {
    return aggregates.at(aggregateId, horizon);
  }

  /**
   * Decides without a read: upon what is remembered or, where nothing is, as if there were no
   * aggregate yet, since a command that opens one needs no history. If it comes to writing, the
   * append itself finds out whether that was true.
   */
  private CompletionStage<CommandOutcome<S>> firstAttempt(CommandRequest<C> request) {
    Loaded<S> supposed = aggregates.supposed(request.aggregateId());
    return decide(request, supposed) instanceof Verdict.Write<S, E> write
        ? append(request, write, 1)
        : attempt(request, 1);
  }

  private CompletionStage<CommandOutcome<S>> attempt(CommandRequest<C> request, int attempt) {
    var present = aggregates.now(request.aggregateId());
    var earlier = store.findCommand(request.aggregateId(), request.commandId());
    return present
        .thenCombine(
            earlier,
            (loaded, record) ->
                record.isPresent()
                    ? replay(request, record.get())
                    : carryOut(request, decide(request, loaded), attempt))
        .thenCompose(stage -> stage);
  }

  private CompletionStage<CommandOutcome<S>> carryOut(
      CommandRequest<C> request, Verdict<S, E> verdict, int attempt) {
    return verdict instanceof Verdict.Write<S, E> write
        ? append(request, write, attempt)
        : completed(((Verdict.Answer<S, E>) verdict).outcome());
  }

  /** What is to be done about a command: write these events, or answer without. */
  private sealed interface Verdict<S, E> {
    record Write<S, E>(Loaded<S> before, AppendBuilder.Prepared<E> prepared)
        implements Verdict<S, E> {}

    record Answer<S, E>(CommandOutcome<S> outcome) implements Verdict<S, E> {}
  }

  private Verdict<S, E> decide(CommandRequest<C> request, Loaded<S> loaded) {
    Folded<S> folded = loaded.folded();
    long expected = request.expectedVersion().orElse(folded.version());
    if (expected != folded.version()) {
      return new Verdict.Answer<>(new VersionMismatch<>(expected, folded.version()));
    }
    Decision<E> decision = aggregate.decider().decide(folded.state(), request.command());
    if (decision instanceof Decision.Rejected<E> rejected) {
      return new Verdict.Answer<>(new Rejected<>(rejected.rejection(), folded.version()));
    }
    List<E> events = ((Decision.Accepted<E>) decision).events();
    AppendBuilder.Prepared<E> prepared = appends.prepare(request, folded, events);
    Optional<Excess> excess = settings.limits().exceededBy(prepared.append());
    return excess.isPresent()
        ? new Verdict.Answer<>(new TooLarge<>(excess.get()))
        : new Verdict.Write<>(loaded, prepared);
  }

  private CompletionStage<CommandOutcome<S>> append(
      CommandRequest<C> request, Verdict.Write<S, E> write, int attempt) {
    return store
        .append(write.prepared().append())
        .thenCompose(
            result ->
                result instanceof Appended
                    ? completed(appended(request, write))
                    : notAppended(request, result, attempt));
  }

  private CommandOutcome<S> appended(CommandRequest<C> request, Verdict.Write<S, E> write) {
    Folded<S> folded = write.before().folded();
    for (var event : write.prepared().events()) {
      folded = fold.next(folded, event);
    }
    aggregates.remember(request.aggregateId(), write.before().with(folded));
    return new Accepted<>(folded);
  }

  private CompletionStage<CommandOutcome<S>> notAppended(
      CommandRequest<C> request, AppendResult result, int attempt) {
    if (result instanceof AlreadyDone done) {
      return replay(request, done.command());
    }
    aggregates.lostRace(request.aggregateId(), ((AppendResult.Conflict) result).actualVersion());
    if (attempt >= settings.maxAttempts()) {
      return completed(new Contended<>(attempt));
    }
    retries.increment();
    return Futures.later(settings.backoff().delay(attempt), () -> attempt(request, attempt + 1));
  }

  private CompletionStage<CommandOutcome<S>> replay(
      CommandRequest<C> request, CommandRecord earlier) {
    if (!earlier.fingerprint().equals(request.fingerprint())) {
      return completed(new KeyReused<>(earlier.name()));
    }
    return at(request.aggregateId(), Horizon.version(earlier.lastSequence()))
        .thenApply(Accepted::new);
  }

  private CompletionStage<CommandOutcome<S>> completed(CommandOutcome<S> outcome) {
    return CompletableFuture.completedStage(outcome);
  }
}
