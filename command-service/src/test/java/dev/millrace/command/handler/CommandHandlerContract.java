package dev.millrace.command.handler;

import static dev.millrace.command.handler.Handlers.await;
import static dev.millrace.command.handler.Handlers.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.command.handler.CommandOutcome.Accepted;
import dev.millrace.command.handler.CommandOutcome.KeyReused;
import dev.millrace.command.handler.CommandOutcome.Rejected;
import dev.millrace.command.handler.CommandOutcome.VersionMismatch;
import dev.millrace.command.store.EventStore;
import dev.millrace.command.store.SnapshotStore;
import dev.millrace.contract.EncodedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the command handler promises for every kind of aggregate on every store; a pair of them
 * joins with a subclass.
 */
abstract class CommandHandlerContract<C, S, E> {

  private final UUID id = UUID.randomUUID();
  private CommandHandler<C, S, E> handler;

  abstract AggregateDefinition<C, S, E> aggregate();

  /** Accepted by an aggregate that has no events, with one event, and never again. */
  abstract C opening();

  /** Accepted however often after that, with one event each time. */
  abstract C change(int number);

  abstract EventStore events();

  abstract SnapshotStore snapshots();

  /** A handler with a memory of its own, as another process would have. */
  private CommandHandler<C, S, E> newHandler() {
    return Handlers.handler(aggregate(), events(), snapshots());
  }

  @BeforeEach
  void startOne() {
    handler = newHandler();
  }

  @Test
  void acceptsAndRemembers() {
    assertThat(version(await(handler.handle(request(id, opening()))))).isEqualTo(1);
    assertThat(version(await(handler.handle(request(id, change(1)))))).isEqualTo(2);
    assertThat(await(handler.current(id)).version()).isEqualTo(2);
  }

  @Test
  void answersARepeatedCommandAsTheFirstTimeWhateverHappenedSince() {
    CommandRequest<C> opening = request(id, opening());
    CommandOutcome<S> first = await(handler.handle(opening));
    changes(handler, 25);
    assertThat(await(handler.handle(opening))).isEqualTo(first);
    assertThat(await(newHandler().handle(opening))).isEqualTo(first);
    assertThat(await(events().version(id))).isEqualTo(26);
  }

  @Test
  void carriesOutRacingCopiesOnce() {
    CommandRequest<C> opening = request(id, opening());
    var handlers = List.of(newHandler(), newHandler(), newHandler());
    List<CompletionStage<CommandOutcome<S>>> copies =
        IntStream.range(0, 12).mapToObj(i -> handlers.get(i % 3).handle(opening)).toList();
    List<CommandOutcome<S>> outcomes = copies.stream().map(Handlers::await).toList();
    assertThat(outcomes).allMatch(outcome -> outcome.equals(outcomes.get(0)));
    assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
    assertThat(await(events().version(id))).isEqualTo(1);
  }

  @Test
  void letsCommandsOfSeveralProcessesThatAreAllAllowedAllHappen() {
    await(handler.handle(request(id, opening())));
    var handlers = List.of(newHandler(), newHandler());
    List<CompletionStage<CommandOutcome<S>>> changes =
        IntStream.range(0, 8)
            .mapToObj(i -> handlers.get(i % 2).handle(request(id, change(i))))
            .toList();
    List<Long> versions = changes.stream().map(stage -> version(await(stage))).sorted().toList();
    assertThat(versions).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void refusesByARuleOnlyWhatTheStoresPresentForbids() {
    var other = newHandler();
    await(handler.handle(request(id, opening())));
    await(other.handle(request(id, change(1))));
    var refused = (Rejected<S>) await(handler.handle(request(id, opening())));
    // The first handler remembers version 1; the answer must be of now.
    assertThat(refused.version()).isEqualTo(2);
  }

  @Test
  void holdsTheExpectedVersionAgainstTheStoresPresent() {
    var other = newHandler();
    await(handler.handle(request(id, opening())));
    await(other.handle(request(id, change(1))));
    assertThat(await(handler.handle(request(id, change(2), OptionalLong.of(7)))))
        .isEqualTo(new VersionMismatch<>(7, 2));
    assertThat(version(await(handler.handle(request(id, change(2), OptionalLong.of(2))))))
        .isEqualTo(3);
  }

  @Test
  void refusesAnIdThatWasUsedForAnotherCommand() {
    CommandRequest<C> opening = request(id, opening());
    await(handler.handle(opening));
    var other =
        new CommandRequest<>(
            id, change(1), "other", "other", OptionalLong.empty(), opening.metadata());
    assertThat(await(handler.handle(other))).isEqualTo(new KeyReused<>("do"));
    assertThat(await(newHandler().handle(other))).isEqualTo(new KeyReused<>("do"));
    assertThat(await(events().version(id))).isEqualTo(1);
  }

  @Test
  void loadsFromSnapshotAndTailWhatAllEventsMake() {
    await(handler.handle(request(id, opening())));
    changes(handler, 34);
    assertThat(await(snapshots().newest(id))).isNotEmpty();
    assertThat(await(newHandler().current(id))).isEqualTo(foldOfAll(35));
  }

  @Test
  void travelsToEveryVersion() {
    await(handler.handle(request(id, opening())));
    changes(handler, 24);
    for (long version = 1; version <= 25; version++) {
      assertThat(await(newHandler().at(id, Horizon.version(version))))
          .isEqualTo(foldOfAll(version));
    }
    assertThat(await(handler.at(UUID.randomUUID(), Horizon.version(1))).version()).isZero();
  }

  @Test
  void travelsToATime() {
    await(handler.handle(request(id, opening())));
    changes(handler, 14);
    List<EncodedEvent> all = await(events().readAfter(id, 0, 100)).events();
    for (EncodedEvent event : all) {
      long last = all.stream().filter(e -> !e.occurredAt().isAfter(event.occurredAt())).count();
      assertThat(await(newHandler().at(id, Horizon.instant(event.occurredAt()))))
          .isEqualTo(foldOfAll(last));
    }
    var before = Horizon.instant(all.get(0).occurredAt().minusMillis(1));
    assertThat(await(newHandler().at(id, before)).version()).isZero();
  }

  @Test
  void storesDenseSequencesWithWholeEnvelopes() {
    CommandRequest<C> opening = request(id, opening());
    await(handler.handle(opening));
    changes(handler, 3);
    List<EncodedEvent> all = await(events().readAfter(id, 0, 100)).events();
    assertThat(all).extracting(EncodedEvent::sequence).containsExactly(1L, 2L, 3L, 4L);
    assertThat(all).extracting(EncodedEvent::occurredAt).isSorted();
    assertThat(all.get(0).metadata()).isEqualTo(opening.metadata());
  }

  private void changes(CommandHandler<C, S, E> handler, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(await(handler.handle(request(id, change(i))))).isInstanceOf(Accepted.class);
    }
  }

  private Folded<S> foldOfAll(long version) {
    var decider = aggregate().decider();
    List<EncodedEvent> all =
        new ArrayList<>(
            await(events().readAfter(id, 0, 10_000)).events().subList(0, (int) version));
    S state = decider.initial();
    for (EncodedEvent event : all) {
      state = decider.evolve(state, aggregate().types().decode(event).event());
    }
    return new Folded<>(
        version, state, all.get(0).occurredAt(), all.get(all.size() - 1).occurredAt());
  }

  private long version(CommandOutcome<S> outcome) {
    assertThat(outcome).isInstanceOf(Accepted.class);
    return ((Accepted<S>) outcome).folded().version();
  }
}
