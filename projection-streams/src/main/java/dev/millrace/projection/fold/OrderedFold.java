package dev.millrace.projection.fold;

import dev.millrace.contract.EventEnvelope;
import dev.millrace.projection.parking.ParkedEvents;
import dev.millrace.projection.parking.ParkedRecord;
import dev.millrace.projection.parking.Redrives;
import dev.millrace.projection.parking.Redriving;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of one partition, each folded after the one before it or parked until then. What is
 * parked comes after the view: whoever folds an event takes it out.
 */
final class OrderedFold<E, V> implements Redriving.Parked {

  private static final Logger log = LoggerFactory.getLogger(OrderedFold.class);

  /**
   * How the cause of an event begins that waits for another one; one that was tried has its own.
   */
  private static final String EXPECTED = "expected sequence ";

  private final Fold<E, V> fold;
  private final FoldParts parts;
  private final FoldOutlet<V> outlet;
  private final KeyValueStore<String, V> views;
  private final ParkedEvents parked;
  private final AtomicInteger gauge;

  OrderedFold(
      Fold<E, V> fold,
      FoldParts parts,
      FoldOutlet<V> outlet,
      ProcessorContext<byte[], Folded<V>> context) {
    this.fold = fold;
    this.parts = parts;
    this.outlet = outlet;
    views = context.getStateStore(parts.views());
    parked = new ParkedEvents(context.getStateStore(parts.parked()));
    gauge = parts.metrics().parkedAggregates(context.taskId().toString());
    gauge.set(parked.aggregates());
  }

  /** The task leaves. */
  void close() {
    gauge.set(0);
  }

  /**
   * Folds, drops or parks an event that has come.
   *
   * @return whether others wait, which may be next now
   */
  boolean arrived(Record<byte[], byte[]> record, String aggregate, long sequence) {
    V view = views.get(aggregate);
    long head = fold.versionOf(view);
    if (sequence <= head) {
      parts.metrics().duplicates().increment();
      return false;
    }
    if (sequence > head + 1) {
      park(aggregate, sequence, ParkedRecord.of(record, waitsFor(head + 1, sequence), outlet.at()));
      return false;
    }
    Optional<String> fault = tryNext(record, aggregate, view);
    if (fault.isPresent()) {
      park(aggregate, sequence, ParkedRecord.of(record, fault.get(), outlet.at()));
      return false;
    }
    // It may have been parked itself, and published anew.
    unpark(aggregate, sequence);
    return parked.has(aggregate);
  }

  /**
   * Aggregates whose next event waits and has not been tried: what waited for another event was
   * being folded when the task ended.
   */
  List<String> interrupted() {
    return parked.waiting().stream().filter(this::nextIsUntried).toList();
  }

  private boolean nextIsUntried(String aggregate) {
    long next = fold.versionOf(views.get(aggregate)) + 1;
    return parked
        .get(aggregate, next)
        .filter(record -> record.cause().startsWith(EXPECTED))
        .isPresent();
  }

  private static String waitsFor(long expected, long sequence) {
    String place = EXPECTED + expected + ", got " + sequence;
    return place + ": an earlier event is parked or has not come";
  }

  /**
   * Folds the next event of an aggregate if it is parked and can be folded. Looks up this one only:
   * thousands may wait behind a hole.
   *
   * @return whether it did, and so may again
   */
  boolean next(String aggregate) {
    V view = views.get(aggregate);
    long sequence = fold.versionOf(view) + 1;
    Optional<ParkedRecord> next =
        parked.has(aggregate) ? parked.get(aggregate, sequence) : Optional.empty();
    if (next.isEmpty()) {
      return false;
    }
    Optional<String> fault = tryNext(next.get().record(), aggregate, view);
    if (fault.isPresent()) {
      if (!fault.get().equals(next.get().cause())) {
        park(aggregate, sequence, next.get().because(fault.get()));
      }
      return false;
    }
    parts.metrics().redriven().increment();
    unpark(aggregate, sequence);
    return true;
  }

  @Override
  public @Nullable String after(String aggregate) {
    return parked.after(aggregate);
  }

  @Override
  public boolean redrive(String aggregate, Redrives.Request request) {
    return next(aggregate);
  }

  @Override
  public void done(Redrives.Request request, int tried) {
    if (tried > 0) {
      log.info(
          "redriven projection={} aggregates={} still-parked={}",
          parts.projection(),
          tried,
          parked.aggregates());
    }
  }

  /** Folds the next event and forwards the view; or says why that fails. */
  private Optional<String> tryNext(
      Record<byte[], byte[]> record, String aggregate, @Nullable V view) {
    EventEnvelope<E> event;
    V next;
    try {
      event = fold.decode(record);
      next = fold.next(view, event);
    } catch (RuntimeException e) {
      // Pure, as far as it can fail so: the store's failures are errors of the state directory.
      return Optional.of(UnusableRecordException.message(e));
    }
    try {
      views.put(aggregate, next);
    } catch (RuntimeException e) {
      // Serialized only once where all is well; what was not serialized was not put.
      return Optional.of(fold.unserializable(next, event).orElseThrow(() -> e));
    }
    parts.metrics().folded().increment();
    outlet.view(record, next);
    return Optional.empty();
  }

  private void park(String aggregate, long sequence, ParkedRecord record) {
    boolean first = !parked.has(aggregate);
    parked.put(aggregate, sequence, record);
    gauge.set(parked.aggregates());
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
    if (parked.has(aggregate) && parked.remove(aggregate, sequence)) {
      gauge.set(parked.aggregates());
      outlet.parked(aggregate, sequence, null);
    }
  }
}
