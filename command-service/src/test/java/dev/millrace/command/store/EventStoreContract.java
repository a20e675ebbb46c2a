package dev.millrace.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.command.store.AppendResult.AlreadyDone;
import dev.millrace.command.store.AppendResult.Appended;
import dev.millrace.command.store.AppendResult.Conflict;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every event store promises; a store joins with a subclass.
 *
 * <p>Not promised, so not tested: how soon a command id is forgotten after its window, and any
 * order between different aggregates.
 */
public abstract class EventStoreContract {

  private final UUID aggregate = UUID.randomUUID();

  protected abstract EventStore store();

  @Test
  void anUnknownAggregateHasNoEvents() {
    assertThat(await(store().readAfter(aggregate, 0, 10))).isEqualTo(new Slice(0, List.of()));
    assertThat(await(store().readNewest(aggregate, 10))).isEqualTo(new Slice(0, List.of()));
    assertThat(await(store().version(aggregate))).isZero();
    assertThat(await(store().findCommand(aggregate, UUID.randomUUID()))).isEmpty();
  }

  @Test
  void loadsWhatWasAppended() {
    Append first = append(1, 1);
    Append second = append(2, 3);
    assertThat(run(first)).isEqualTo(new Appended());
    assertThat(run(second)).isEqualTo(new Appended());
    assertThat(all().events()).containsExactlyElementsOf(events(first, second));
  }

  @Test
  void remembersTheCommand() {
    Append append = append(1, 2);
    run(append);
    assertThat(await(store().findCommand(aggregate, append.command().commandId())))
        .contains(append.command());
  }

  @Test
  void refusesAStaleVersionAndWritesNothing() {
    Append first = append(1, 1);
    run(first);
    assertThat(run(append(1, 1))).isEqualTo(new Conflict(1));
    assertThat(all().events()).containsExactlyElementsOf(events(first));
  }

  @Test
  void refusesAVersionThatDoesNotExistYet() {
    assertThat(run(append(5, 5))).isEqualTo(new Conflict(0));
    assertThat(await(store().version(aggregate))).isZero();
  }

  @Test
  void carriesOutACommandOnce() {
    Append append = append(1, 1);
    run(append);
    assertThat(run(append)).isEqualTo(new AlreadyDone(append.command()));
    run(append(2, 2));
    assertThat(run(append)).isEqualTo(new AlreadyDone(append.command()));
    assertThat(await(store().version(aggregate))).isEqualTo(2);
  }

  @Test
  void refusesACommandIdThatWasUsedEvenAtTheRightVersion() {
    Append first = append(1, 1);
    run(first);
    Append again = append(first.command().commandId(), 2, 2);
    assertThat(run(again)).isEqualTo(new AlreadyDone(first.command()));
    assertThat(await(store().version(aggregate))).isEqualTo(1);
  }

  @Test
  void letsExactlyOneOfManyRacersWin() {
    List<CompletableFuture<AppendResult>> racers =
        IntStream.range(0, 16)
            .mapToObj(i -> store().append(append(1, 1)).toCompletableFuture())
            .toList();
    List<AppendResult> results = racers.stream().map(EventStoreContract::await).toList();
    assertThat(results).filteredOn(Appended.class::isInstance).hasSize(1);
    assertThat(results).filteredOn(Conflict.class::isInstance).hasSize(15);
    assertThat(await(store().version(aggregate))).isEqualTo(1);
  }

  @Test
  void carriesOutACommandOnceWhenItsCopiesRace() {
    Append append = append(1, 2);
    List<CompletableFuture<AppendResult>> copies =
        IntStream.range(0, 16).mapToObj(i -> store().append(append).toCompletableFuture()).toList();
    List<AppendResult> results = copies.stream().map(EventStoreContract::await).toList();
    assertThat(results).filteredOn(Appended.class::isInstance).hasSizeLessThanOrEqualTo(1);
    assertThat(results)
        .filteredOn(result -> !(result instanceof Appended))
        .containsOnly(new AlreadyDone(append.command()));
    assertThat(all().events()).containsExactlyElementsOf(events(append));
  }

  @Test
  void loadsAHistoryOfSeveralPages() {
    List<Append> appends = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      appends.add(append(i * 100 + 1, i * 100 + 100));
      assertThat(run(appends.get(i))).isEqualTo(new Appended());
    }
    assertThat(await(store().version(aggregate))).isEqualTo(6_000);
    assertThat(all().events()).containsExactlyElementsOf(events(appends.toArray(Append[]::new)));
  }

  @Test
  void readsAStretchAfterASequence() {
    Append append = append(1, 10);
    run(append);
    assertThat(await(store().readAfter(aggregate, 3, 4)))
        .isEqualTo(new Slice(3, events(append).subList(3, 7)));
    assertThat(await(store().readAfter(aggregate, 8, 4)))
        .isEqualTo(new Slice(8, events(append).subList(8, 10)));
    assertThat(await(store().readAfter(aggregate, 10, 4))).isEqualTo(new Slice(10, List.of()));
  }

  @Test
  void readsTheNewestEventsInOrder() {
    Append append = append(1, 10);
    run(append);
    assertThat(await(store().readNewest(aggregate, 3)))
        .isEqualTo(new Slice(7, events(append).subList(7, 10)));
    assertThat(await(store().readNewest(aggregate, 99))).isEqualTo(new Slice(0, events(append)));
  }

  private Slice all() {
    return await(store().readAfter(aggregate, 0, 10_000));
  }

  private AppendResult run(Append append) {
    return await(store().append(append));
  }

  private Append append(long first, long last) {
    return append(UUID.randomUUID(), first, last);
  }

  private Append append(UUID commandId, long first, long last) {
    return append(aggregate, commandId, first, last);
  }

  /** An append in which every second event is not to be published. */
  public static Append append(UUID aggregate, UUID commandId, long first, long last) {
    List<Append.Entry> entries = new ArrayList<>();
    for (long sequence = first; sequence <= last; sequence++) {
      String topic = sequence % 2 == 0 ? null : "things";
      entries.add(new Append.Entry(event(aggregate, commandId, sequence), topic));
    }
    var command = new CommandRecord(commandId, "do", "fingerprint-" + commandId, first, last);
    return new Append(aggregate, command, entries);
  }

  private static EncodedEvent event(UUID aggregate, UUID commandId, long sequence) {
    return new EncodedEvent(
        UUID.randomUUID(),
        "thing.done",
        1,
        new AggregateId("thing", aggregate),
        sequence,
        Instant.ofEpochMilli(1_700_000_000_000L + sequence),
        new EventMetadata("correlation", commandId, null, null, Map.of("k", "v")),
        "{\"number\":" + sequence + "}");
  }

  private static List<EncodedEvent> events(Append... appends) {
    return List.of(appends).stream()
        .flatMap(append -> append.entries().stream())
        .map(Append.Entry::event)
        .toList();
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
