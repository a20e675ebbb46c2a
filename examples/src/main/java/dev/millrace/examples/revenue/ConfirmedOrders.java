package dev.millrace.examples.revenue;

import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventEnvelope;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.OrderEvents;
import dev.millrace.order.domain.OrderEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Follows each order to its confirmation and then tells its total, under currency and hour. An
 * event whose sequence is not the next one is dropped: what comes again changes nothing.
 */
final class ConfirmedOrders extends ContextualProcessor<String, byte[], String, Long> {

  static final String STORE = "order-totals";

  @Override
  public void process(Record<String, byte[]> record) {
    EncodedEvent encoded = EventRecords.read(record.headers(), record.value());
    KeyValueStore<String, OrderTotal> totals = context().getStateStore(STORE);
    OrderTotal total =
        totals.get(record.key()) == null ? OrderTotal.NONE : totals.get(record.key());
    if (encoded.sequence() == total.sequence() + 1) {
      // Reads all versions of an event, and gives the newest.
      EventEnvelope<OrderEvent> event = OrderEvents.TYPES.decode(encoded);
      OrderTotal next = total.after(event);
      totals.put(record.key(), next);
      if (event.event() instanceof OrderEvent.Confirmed) {
        String hour = key(next.currency(), event.occurredAt());
        context().forward(record.withKey(hour).withValue(next.totalMinor()));
      }
    }
  }

  /** Such as {@code EUR 2026-01-01T12:00:00Z}. */
  static String key(String currency, Instant time) {
    return currency + " " + time.truncatedTo(ChronoUnit.HOURS);
  }
}
