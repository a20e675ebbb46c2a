package dev.millrace.command.handler;

import dev.millrace.aggregate.Decision;
import dev.millrace.command.handler.CommandOutcome.Accepted;
import dev.millrace.command.handler.CommandOutcome.Contended;
import dev.millrace.command.handler.CommandOutcome.KeyReused;
import dev.millrace.command.handler.CommandOutcome.Rejected;
import dev.millrace.command.handler.CommandOutcome.VersionMismatch;
import dev.millrace.command.retry.Futures;
import dev.millrace.command.store.AppendResult;
import dev.millrace.command.store.CommandRecord;
import dev.millrace.command.store.EventStore;
import dev.millrace.command.store.History;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Carries out commands: load, fold, decide, append if nobody was faster, else all over again.
 *
 * <p>A command that was carried out before is answered as it was then, whatever has happened to the
 * aggregate since; so its record is looked for before any rule or version is held against it.
 */
public final class CommandHandler<C, S, E> {

  private final AggregateDefinition<C, S, E> aggregate;
  private final AggregateFold<C, S, E> fold;
  private final AppendBuilder<E> appends;
  private final EventStore store;
  private final CommandHandlerSettings settings;

  public CommandHandler(
      AggregateDefinition<C, S, E> aggregate,
      EventStore store,
      EventStamp stamp,
      CommandHandlerSettings settings) {
    this.aggregate = aggregate;
    this.fold = new AggregateFold<>(aggregate);
    this.appends = new AppendBuilder<>(aggregate.types(), stamp);
    this.store = store;
    this.settings = settings;
  }

  /** Carries out one command. The stage fails as those of {@link EventStore} do. */
  public CompletionStage<CommandOutcome<S>> handle(CommandRequest<C> request) {
    return attempt(request, 1);
  }

  /** The aggregate as it is now. */
  public CompletionStage<Folded<S>> current(UUID aggregateId) {
    return store.load(aggregateId).thenApply(history -> fold.fold(history.events()));
  }

  private CompletionStage<CommandOutcome<S>> attempt(CommandRequest<C> request, int attempt) {
    var history = store.load(request.aggregateId());
    var earlier = store.findCommand(request.aggregateId(), request.commandId());
    return history
        .thenCombine(
            earlier,
            (events, record) ->
                record.isPresent()
                    ? CompletableFuture.completedStage(replay(request, events, record.get()))
                    : decide(request, events, attempt))
        .thenCompose(stage -> stage);
  }

  private CompletionStage<CommandOutcome<S>> decide(
      CommandRequest<C> request, History history, int attempt) {
    Folded<S> folded = fold.fold(history.events());
    long expected = request.expectedVersion().orElse(folded.version());
    if (expected != folded.version()) {
      return completed(new VersionMismatch<>(expected, folded.version()));
    }
    Decision<E> decision = aggregate.decider().decide(folded.state(), request.command());
    if (decision instanceof Decision.Rejected<E> rejected) {
      return completed(new Rejected<>(rejected.rejection(), folded.version()));
    }
    return append(request, folded, ((Decision.Accepted<E>) decision).events(), attempt);
  }

  private CompletionStage<CommandOutcome<S>> append(
      CommandRequest<C> request, Folded<S> before, List<E> events, int attempt) {
    AppendBuilder.Prepared<E> prepared = appends.prepare(request, before.version(), events);
    return store
        .append(prepared.append())
        .thenCompose(
            result ->
                result instanceof AppendResult.Appended
                    ? completed(new Accepted<>(after(before, prepared)))
                    : notAppended(request, result, attempt));
  }

  private Folded<S> after(Folded<S> before, AppendBuilder.Prepared<E> prepared) {
    Folded<S> folded = before;
    for (var event : prepared.events()) {
      folded = fold.next(folded, event);
    }
    return folded;
  }

  private CompletionStage<CommandOutcome<S>> notAppended(
      CommandRequest<C> request, AppendResult result, int attempt) {
    if (result instanceof AppendResult.AlreadyDone done) {
      return store
          .load(request.aggregateId())
          .thenApply(history -> replay(request, history, done.command()));
    }
    if (attempt >= settings.maxAttempts()) {
      return completed(new Contended<>(attempt));
    }
    return Futures.later(settings.backoff().delay(attempt), () -> attempt(request, attempt + 1));
  }

  private CommandOutcome<S> replay(
      CommandRequest<C> request, History history, CommandRecord earlier) {
    if (!earlier.fingerprint().equals(request.fingerprint())) {
      return new KeyReused<>(earlier.name());
    }
    int last = Math.toIntExact(earlier.lastSequence());
    return new Accepted<>(fold.fold(history.events().subList(0, last)));
  }

  private CompletionStage<CommandOutcome<S>> completed(CommandOutcome<S> outcome) {
    return CompletableFuture.completedStage(outcome);
  }
}
