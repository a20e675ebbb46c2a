package dev.millrace.projection.fold;

import dev.millrace.contract.EventPlace;
import dev.millrace.projection.parking.ParkedEvents;
import dev.millrace.projection.parking.ParkedRecord;
import dev.millrace.projection.parking.Redrives;
import dev.millrace.runtime.streams.Commits;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds events into views. The event after the view's newest is folded and the new view forwarded;
 * one that the view has already is dropped. One that cannot be decoded or folded, or that comes
 * before an earlier one, is parked, and everything later of its aggregate behind it: no aggregate
 * is ever folded with a hole, and all others flow on. A record that belongs to no aggregate's
 * history is a dead letter.
 *
 * <p>Parked events are tried again when the one that is waited for arrives, and on request.
 *
 * <p>Dropping a duplicate without writing its row again loses nothing: the view, the records that
 * came of it and the offset are committed in one transaction, and that transaction waited until the
 * row was durable. A view that knows an event has therefore been written, or is about to be by the
 * very transaction that holds it.
 */
final class FoldProcessor<E, V> implements Processor<byte[], byte[], byte[], Folded<V>> {

  private static final Logger log = LoggerFactory.getLogger(FoldProcessor.class);
  private static final Duration REDRIVE_LOOK = Duration.ofSeconds(1);

  private final Fold<E, V> fold;
  private final FoldParts parts;
  private FoldOutlet<V> outlet;
  private KeyValueStore<String, V> views;
  private ParkedEvents parked;
  private Commits commits;
  private AtomicInteger parkedGauge;
  private final Set<Redrives.Request> redriven = new HashSet<>();

  FoldProcessor(Fold<E, V> fold, FoldParts parts) {
    this.fold = fold;
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<byte[], Folded<V>> processorContext) {
    outlet = new FoldOutlet<>(processorContext, parts);
    // A task that is revived after an aborted transaction begins anew, with the same processor.
    redriven.clear();
    views = processorContext.getStateStore(parts.views());
    commits = new Commits(processorContext, parts.pace());
    parked = new ParkedEvents(processorContext.getStateStore(parts.parked()));
    parkedGauge = parts.metrics().parkedAggregates(processorContext.taskId().toString());
    parkedGauge.set(parked.aggregates());
    processorContext.schedule(
        REDRIVE_LOOK, PunctuationType.WALL_CLOCK_TIME, now -> redriveRequested());
  }

  @Override
  public void close() {
    parkedGauge.set(0);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    use(record);
    commits.processed(record.timestamp());
  }

  private void use(Record<byte[], byte[]> record) {
    EventPlace place;
    try {
      place = fold.place(record);
    } catch (RuntimeException e) {
      // Touches nothing but the record: whatever fails, the record is the cause.
      outlet.deadLetter(record, message(e));
      return;
    }
    place(record, place.aggregate().toString(), place.sequence());
  }

  private void place(Record<byte[], byte[]> record, String aggregate, long sequence) {
    V view = views.get(aggregate);
    long head = fold.versionOf(view);
    if (sequence <= head) {
      parts.metrics().duplicates().increment();
    } else if (sequence > head + 1) {
      park(aggregate, sequence, ParkedRecord.of(record, waitsFor(head + 1, sequence), outlet.at()));
    } else {
      Optional<String> fault = tryNext(record, aggregate, view);
      if (fault.isPresent()) {
        park(aggregate, sequence, ParkedRecord.of(record, fault.get(), outlet.at()));
      } else if (parked.has(aggregate)) {
        unpark(aggregate, sequence);
        drain(aggregate);
      }
    }
  }

  private static String waitsFor(long expected, long sequence) {
    return "expected sequence "
        + expected
        + ", got "
        + sequence
        + ": an earlier event is parked"
        + " or has not come";
  }

  /** Folds the next event and forwards the view; or says why that fails. */
  private Optional<String> tryNext(
      Record<byte[], byte[]> record, String aggregate, @Nullable V view) {
    V next;
    try {
      next = fold.next(view, fold.decode(record));
    } catch (RuntimeException e) {
      // Pure, as far as it can fail so: the store's failures are errors of the state directory.
      return Optional.of(message(e));
    }
    views.put(aggregate, next);
    parts.metrics().folded().increment();
    outlet.view(record, next);
    return Optional.empty();
  }

  private void park(String aggregate, long sequence, ParkedRecord record) {
    boolean first = !parked.has(aggregate);
    parked.put(aggregate, sequence, record);
    parkedGauge.set(parked.aggregates());
    parts.metrics().parkedRecords().increment();
    outlet.parked(aggregate, sequence, record);
    if (first) {
      log.warn(
          "aggregate parked projection={} aggregate={} sequence={} record={} cause={}",
          parts.projection(),
          aggregate,
          sequence,
          record.coordinates(),
          record.cause());
    }
  }

  private void unpark(String aggregate, long sequence) {
    if (parked.get(aggregate, sequence).isPresent()) {
      parked.remove(aggregate, sequence);
      parkedGauge.set(parked.aggregates());
      outlet.parked(aggregate, sequence, null);
    }
  }

  /** Folds what is parked for as long as it is the next event and can be folded. */
  private void drain(String aggregate) {
    for (ParkedEvents.Parked next : parked.of(aggregate)) {
      V view = views.get(aggregate);
      long head = fold.versionOf(view);
      if (next.sequence() == head + 1) {
        Optional<String> fault = tryNext(next.record().record(), aggregate, view);
        if (fault.isPresent()) {
          if (!fault.get().equals(next.record().cause())) {
            park(aggregate, next.sequence(), next.record().because(fault.get()));
          }
          return;
        }
        parts.metrics().redriven().increment();
      } else if (next.sequence() > head) {
        return;
      }
      unpark(aggregate, next.sequence());
    }
  }

  private void redriveRequested() {
    for (Redrives.Request request : parts.redrives().without(redriven)) {
      List<String> aggregates = request.of(parked.waiting());
      aggregates.forEach(this::drain);
      redriven.add(request);
      if (!aggregates.isEmpty()) {
        log.info(
            "redriven projection={} aggregates={} still-parked={}",
            parts.projection(),
            aggregates.size(),
            parked.aggregates());
      }
    }
  }

  private static String message(RuntimeException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
