package dev.millrace.projection.fold;

import dev.millrace.contract.EventPlace;
import dev.millrace.projection.parking.Redriving;
import dev.millrace.runtime.streams.Commits;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

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

  private static final int DRAINED_AT_ONCE = 16;

  private final Fold<E, V> fold;
  private final FoldParts parts;
  private FoldOutlet<V> outlet;
  private OrderedFold<E, V> events;
  private Commits commits;
  private Redriving redriving;
  private final Set<String> draining = new LinkedHashSet<>();

  FoldProcessor(Fold<E, V> fold, FoldParts parts) {
    this.fold = fold;
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<byte[], Folded<V>> processorContext) {
    outlet = new FoldOutlet<>(processorContext, parts);
    // A task that is revived after an aborted transaction begins anew, with the same processor.
    events = new OrderedFold<>(fold, parts, outlet, processorContext);
    commits = new Commits(processorContext, parts.pace());
    redriving = new Redriving(parts.redrives(), events);
    draining.clear();
    draining.addAll(events.interrupted());
    processorContext.schedule(Redriving.LOOK, PunctuationType.WALL_CLOCK_TIME, now -> goOn());
  }

  @Override
  public void close() {
    events.close();
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
      outlet.deadLetter(record, UnusableRecordException.message(e));
      return;
    }
    String aggregate = place.aggregate().toString();
    if (events.arrived(record, aggregate, place.sequence())) {
      drain(aggregate);
    }
  }

  /** Folds what waited for an event; the rest of very much later, and others meanwhile. */
  private void drain(String aggregate) {
    if (!parts.redrives().pace().walk(DRAINED_AT_ONCE, () -> events.next(aggregate))) {
      draining.add(aggregate);
    }
  }

  private void goOn() {
    if (!draining.isEmpty()) {
      parts.redrives().pace().walk(1, this::drainOne);
    }
    redriving.goOn();
  }

  private boolean drainOne() {
    String aggregate = draining.iterator().next();
    if (!events.next(aggregate)) {
      draining.remove(aggregate);
    }
    return !draining.isEmpty();
  }
}
