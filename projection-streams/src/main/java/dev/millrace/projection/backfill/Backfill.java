package dev.millrace.projection.backfill;

import dev.millrace.projection.Build;
import dev.millrace.projection.backfill.EventSource.StoredRow;
import dev.millrace.runtime.store.UnusableRowException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the events that a build's topic no longer has from the event store to a topic of the
 * build's own, which it reads as well. Its fold drops those it has, and goes on with the aggregates
 * that waited for the others: so this may send too much, and may be interrupted and repeated.
 */
final class Backfill {

  private static final Logger log = LoggerFactory.getLogger(Backfill.class);

  /** Rows between two notes of the position, and the rest of an aggregate: it has one token. */
  private static final int STEP = 2_000;

  private final Build build;
  private final String source;
  private final EventSource store;
  private final PacedTopic target;
  private final Consumer<BackfillState> notes;
  private BackfillState state = BackfillState.notNeeded();
  private @Nullable UUID current;
  private long currentToken;
  private boolean wanted;
  private long taken;
  private RowCounts counts = RowCounts.NONE;

  /**
   * What it works on.
   *
   * @param source the topic whose events are wanted
   * @param target the topic they are sent to
   */
  record Route(Build build, String source, String target) {}

  /**
   * A backfill.
   *
   * @param notes takes how far it is: everything up to there is in the target
   */
  Backfill(Route route, EventSource store, PacedTopic target, Consumer<BackfillState> notes) {
    this.build = route.build();
    this.source = route.source();
    this.store = store;
    this.target = target;
    this.notes = notes;
  }

  /**
   * Goes on from a state until the end.
   *
   * @param completeFrom aggregates that began later are left out; empty for all
   */
  void run(BackfillState from, Optional<Instant> completeFrom) throws InterruptedException {
    state = from;
    currentToken = from.position();
    log.info(
        "backfill begins projection={} percent={} only-before={}",
        build,
        state.percent(),
        completeFrom.map(Instant::toString).orElse("all"));
    store.after(state.position(), row -> take(row, completeFrom));
    note(currentToken);
    state = state.done();
    notes.accept(state);
    log.info(
        "backfill finished projection={} events={} unusable={} without-topic={}",
        build,
        state.counts().events(),
        state.counts().unusable(),
        state.counts().withoutTopic());
  }

  private void take(StoredRow row, Optional<Instant> completeFrom) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (!row.aggregate().equals(current)) {
      if (taken >= STEP) {
        note(currentToken);
      }
      current = row.aggregate();
      // Rows of an aggregate come in order: the first one says when it began.
      wanted = completeFrom.map(from -> row.occurredAt().isBefore(from)).orElse(true);
    }
    currentToken = row.token();
    taken++;
    if (wanted && row.topic() == null) {
      counts = counts.andWithoutTopic();
    } else if (wanted && source.equals(row.topic())) {
      send(row);
    }
  }

  private void send(StoredRow row) throws InterruptedException {
    try {
      target.send(row.event());
      counts = counts.andEvent();
    } catch (UnusableRowException e) {
      counts = counts.andUnusable();
      log.warn(
          "event row cannot be used, its aggregate stays parked projection={} aggregate={}"
              + " sequence={} cause={}",
          build,
          row.aggregate(),
          row.sequence(),
          e.getMessage());
    }
  }

  /** Everything up to the token is in the topic: the next run begins behind it. */
  private void note(long token) {
    target.flush();
    state = state.at(token, counts);
    taken = 0;
    counts = RowCounts.NONE;
    notes.accept(state);
  }
}
