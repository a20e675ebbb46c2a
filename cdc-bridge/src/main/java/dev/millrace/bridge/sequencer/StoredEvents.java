package dev.millrace.bridge.sequencer;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.millrace.bridge.sequencer.GapReader.Stored;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.runtime.store.EventRows;
import dev.millrace.runtime.store.UnusableRowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Event rows of the event store as captured events. */
final class StoredEvents {

  private StoredEvents() {}

  /**
   * The events of the rows, up to the first that is none.
   *
   * @param topics by sequence, of rows that have none themselves
   */
  static Stored of(UUID aggregate, List<Row> rows, Map<Long, String> topics) {
    List<CapturedEvent> events = new ArrayList<>();
    for (Row row : rows) {
      try {
        EncodedEvent event = EventRows.event(aggregate, row);
        String topic = row.getString("topic");
        events.add(
            new CapturedEvent(
                event, topic == null ? topics.get(event.sequence()) : topic, CapturedEvent.STORE));
      } catch (UnusableRowException e) {
        return new Stored(events, Optional.ofNullable(e.getMessage()));
      }
    }
    return new Stored(events, Optional.empty());
  }
}
