package dev.millrace.command.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventMetadata;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a page of an order's history.
 *
 * @param version of the order, which may be beyond the page
 * @param next where the next page is; null on the last one
 */
record HistoryAnswer(UUID orderId, long version, List<Entry> events, @Nullable String next) {

  /**
   * One event.
   *
   * @param data the event's JSON, in today's schema
   */
  record Entry(
      UUID id,
      String type,
      int schemaVersion,
      long sequence,
      Instant occurredAt,
      EventMetadata metadata,
      @JsonRawValue String data) {

    static Entry of(EncodedEvent event) {
      return new Entry(
          event.id(),
          event.type(),
          event.schemaVersion(),
          event.sequence(),
          event.occurredAt(),
          event.metadata(),
          event.payload());
    }
  }
}
