package dev.millrace.projection.backfill;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventRecords;
import dev.millrace.projection.Build;
import dev.millrace.runtime.store.EventRows;
import dev.millrace.runtime.store.UnusableRowException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
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

  /** Rows between two notes of the position. */
  private static final int STEP = 2_000;

  /** Events that may wait for the build to read them. */
  private static final int MOST_UNREAD = 20_000;

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Build build;
  private final String source;
  private final String target;
  private final BackfillRegister register;
  private final EventStoreWalk walk;
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Reader reader;
  private BackfillState state = BackfillState.notNeeded();
  private @Nullable UUID current;
  private long currentToken;
  private boolean wanted;
  private long taken;
  private long sent;
  private long unusable;

  /**
   * What it works on.
   *
   * @param source the topic whose events are wanted
   * @param target the topic they are sent to
   */
  record Route(Build build, String source, String target) {}

  /** Who reads what is sent. */
  @FunctionalInterface
  interface Reader {
    long unread() throws InterruptedException;
  }

  Backfill(
      Route route,
      BackfillRegister register,
      EventStoreWalk walk,
      KafkaProducer<String, byte[]> producer,
      Reader reader) {
    this.build = route.build();
    this.source = route.source();
    this.target = route.target();
    this.register = register;
    this.walk = walk;
    this.producer = producer;
    this.reader = reader;
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
    walk.after(state.position(), (token, id, row) -> take(token, id, row, completeFrom));
    note(currentToken);
    state = state.done();
    register.save(build, state);
    log.info(
        "backfill finished projection={} events={} unusable={}",
        build,
        state.events(),
        state.unusable());
  }

  private void take(long token, UUID aggregate, Row row, Optional<Instant> completeFrom)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (!aggregate.equals(current)) {
      if (taken >= STEP) {
        note(currentToken);
        awaitReader();
      }
      current = aggregate;
      // Rows of an aggregate come in order: the first one says when it began.
      wanted = completeFrom.map(from -> began(row).isBefore(from)).orElse(true);
    }
    currentToken = token;
    taken++;
    if (wanted && source.equals(row.getString("topic"))) {
      send(aggregate, row);
    }
  }

  // A null reads as 0: long ago, and so it is read.
  private static Instant began(Row row) {
    return Instant.ofEpochMilli(row.getLong("occurred_at"));
  }

  private void send(UUID aggregate, Row row) {
    try {
      EncodedEvent event = EventRows.event(aggregate, row);
      var record =
          new ProducerRecord<>(
              target, aggregate.toString(), event.payload().getBytes(StandardCharsets.UTF_8));
      EventRecords.writeHeaders(event, record.headers());
      var unused = producer.send(record, (metadata, e) -> failure.compareAndSet(null, e));
      sent++;
    } catch (UnusableRowException e) {
      unusable++;
      log.warn(
          "event row cannot be used, its aggregate stays parked projection={} aggregate={}"
              + " sequence={} cause={}",
          build,
          aggregate,
          row.getLong("sequence"),
          e.getMessage());
    }
  }

  /** Everything up to the token is in the topic: the next run begins behind it. */
  private void note(long token) throws InterruptedException {
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("events could not be sent to " + target, failed);
    }
    state = state.at(token, sent, unusable);
    taken = 0;
    sent = 0;
    unusable = 0;
    register.save(build, state);
  }

  /** The topic is to hold little, and the events that are new are read beside those. */
  private void awaitReader() throws InterruptedException {
    while (reader.unread() > MOST_UNREAD) {
      Thread.sleep(PAUSE.toMillis());
    }
  }
}
