package dev.millrace.command.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.millrace.command.store.History;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventMetadata;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The JSON of an order's history. */
record HistoryAnswer(UUID orderId, long version, List<Entry> events) {

  /**
   * One event.
   *
   * @param data the event's JSON as it is stored
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

  static void answer(Context ctx, UUID orderId, History history) {
    List<Entry> entries = history.events().stream().map(Entry::of).toList();
    ctx.header("ETag", "\"" + history.version() + '"')
        .contentType("application/json")
        .result(ContractJson.write(new HistoryAnswer(orderId, history.version(), entries)));
  }
}
