package dev.millrace.projection.parking;

import dev.millrace.contract.DeadLetterHeaders;
import dev.millrace.contract.EventPlace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * What waits on all instances, by the topic of a build's parked records: to be fed with them from
 * the first one on, those of each key in order. Keeps causes and no payloads. Not thread-safe.
 */
public final class ParkedList {

  private final Map<String, NavigableMap<Long, String>> events = new TreeMap<>();
  private final Map<String, String> rows = new TreeMap<>();

  /** Takes a record into account; one without a value says that its key waits no more. */
  public void add(Record<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    String cause = record.value() == null ? null : cause(record.headers());
    ParkedEvents.place(key)
        .ifPresentOrElse(place -> event(place, cause), () -> put(rows, key, cause));
  }

  private void event(EventPlace place, @Nullable String cause) {
    String aggregate = place.aggregate().toString();
    NavigableMap<Long, String> waiting = events.computeIfAbsent(aggregate, id -> new TreeMap<>());
    put(waiting, place.sequence(), cause);
    if (waiting.isEmpty()) {
      events.remove(aggregate);
    }
  }

  private static <K> void put(Map<K, String> causes, K key, @Nullable String cause) {
    if (cause == null) {
      causes.remove(key);
    } else {
      causes.put(key, cause);
    }
  }

  private static String cause(Headers headers) {
    Header cause = headers.lastHeader(DeadLetterHeaders.CAUSE);
    return cause == null ? "unknown" : new String(cause.value(), StandardCharsets.UTF_8);
  }

  /**
   * Aggregates, then rows, each sorted.
   *
   * @param dryRuns of as many aggregates as they are known of
   */
  public List<ParkedAggregate> with(Map<String, DryRun> dryRuns) {
    List<ParkedAggregate> list = new ArrayList<>();
    events.forEach((id, waiting) -> list.add(aggregate(id, waiting, dryRuns.get(id))));
    rows.forEach((id, cause) -> list.add(new ParkedAggregate(id, 0, 1, cause, 0, cause)));
    return list;
  }

  /** How many aggregates and rows wait. */
  public int size() {
    return events.size() + rows.size();
  }

  private static ParkedAggregate aggregate(
      String id, NavigableMap<Long, String> waiting, @Nullable DryRun dryRun) {
    var first = waiting.firstEntry();
    return new ParkedAggregate(
        id,
        first.getKey(),
        waiting.size(),
        first.getValue(),
        dryRun == null ? null : dryRun.wouldFold(),
        dryRun == null ? null : dryRun.wouldStopAt());
  }
}
