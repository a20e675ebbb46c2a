package dev.millrace.projection.fold;

import dev.millrace.contract.DeadLetterHeaders;
import dev.millrace.contract.DeadLetterHeaders.DeadLetter;
import dev.millrace.contract.EventEnvelope;
import dev.millrace.projection.fold.EventFold.Identity;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds events into views. The event after the view's newest is folded and the new view forwarded;
 * one that the view has already is dropped; everything else is a dead letter, so that no aggregate
 * is ever folded with a hole and all others flow on.
 *
 * <p>Dropping a duplicate without writing its row again loses nothing: the view, the records that
 * came of it and the offset are committed in one transaction, and that transaction waited until the
 * row was durable. A view that knows an event has therefore been written, or is about to be by the
 * very transaction that holds it.
 */
final class FoldProcessor<E, V> implements Processor<byte[], byte[], byte[], Folded<V>> {

  private static final Logger log = LoggerFactory.getLogger(FoldProcessor.class);

  private final Fold<E, V> fold;
  private final Identity identity;
  private final FoldMetrics metrics;
  private ProcessorContext<byte[], Folded<V>> context;
  private KeyValueStore<String, V> views;

  FoldProcessor(Fold<E, V> fold, Identity identity, FoldMetrics metrics) {
    this.fold = fold;
    this.identity = identity;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<byte[], Folded<V>> processorContext) {
    context = processorContext;
    views = processorContext.getStateStore(identity.store());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    EventEnvelope<E> event;
    try {
      event = fold.decode(record);
    } catch (RuntimeException e) {
      // Decoding touches nothing but the record: whatever fails, the record is the cause.
      deadLetter(record, e);
      return;
    }
    fold(record, event);
  }

  private void fold(Record<byte[], byte[]> record, EventEnvelope<E> event) {
    String id = event.aggregate().id().toString();
    V view = views.get(id);
    if (event.sequence() <= fold.versionOf(view)) {
      metrics.duplicates().increment();
      return;
    }
    V next;
    try {
      next = fold.next(view, event);
    } catch (RuntimeException e) {
      // Pure as well; the store is outside, for its failures are not the record's.
      deadLetter(record, e);
      return;
    }
    views.put(id, next);
    metrics.folded().increment();
    context.forward(record.withValue(Folded.of(next)).withHeaders(new RecordHeaders()));
  }

  private void deadLetter(Record<byte[], byte[]> record, RuntimeException e) {
    String cause = e.getMessage() == null ? e.toString() : e.getMessage();
    String coordinates = coordinates();
    log.warn("dead letter projection={} record={}", identity.projection(), coordinates);
    metrics.deadLetters().increment();
    var headers = new RecordHeaders(record.headers());
    DeadLetterHeaders.write(headers, new DeadLetter(identity.projection(), cause, coordinates));
    context.forward(record.<Folded<V>>withValue(Folded.dead(record.value())).withHeaders(headers));
  }

  private String coordinates() {
    return context
        .recordMetadata()
        .map(at -> at.topic() + "-" + at.partition() + "@" + at.offset())
        .orElse("unknown");
  }
}
