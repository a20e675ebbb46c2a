package dev.millrace.projection.fold;

import dev.millrace.contract.EventEnvelope;
import dev.millrace.projection.parking.DryRun;
import dev.millrace.projection.parking.ParkedRecord;
import dev.millrace.projection.parking.StoreReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Looks at what a fold has parked, from outside of its stream threads, and changes nothing. */
public final class ParkedFolds<E, V> {

  private final Fold<E, V> fold;
  private final FoldParts parts;

  public ParkedFolds(Fold<E, V> fold, FoldParts parts) {
    this.fold = fold;
    this.parts = parts;
  }

  /** What a redrive would make of each aggregate that is parked here. */
  public Map<String, DryRun> dryRuns(StoreReader stores) {
    Map<String, List<Waiting>> byAggregate = new HashMap<>();
    try (var all = stores.<ParkedRecord>open(parts.parked()).all()) {
      all.forEachRemaining(
          entry -> {
            int slash = entry.key.lastIndexOf('/');
            long sequence = Long.parseLong(entry.key.substring(slash + 1));
            byAggregate
                .computeIfAbsent(entry.key.substring(0, slash), aggregate -> new ArrayList<>())
                .add(new Waiting(sequence, entry.value));
          });
    }
    ReadOnlyKeyValueStore<String, V> views = stores.open(parts.views());
    Map<String, DryRun> dryRuns = new HashMap<>();
    byAggregate.forEach(
        (aggregate, waiting) -> dryRuns.put(aggregate, dryRun(waiting, views.get(aggregate))));
    return dryRuns;
  }

  private record Waiting(long sequence, ParkedRecord record) {}

  private DryRun dryRun(List<Waiting> waiting, @Nullable V viewNow) {
    V view = viewNow;
    int would = 0;
    String fault = null;
    for (Waiting next : waiting) {
      long head = fold.versionOf(view);
      if (next.sequence() == head + 1) {
        try {
          EventEnvelope<E> event = fold.decode(next.record().record());
          V after = fold.next(view, event);
          fault = fold.unserializable(after, event).orElse(null);
          if (fault != null) {
            break;
          }
          view = after;
        } catch (RuntimeException e) {
          fault = UnusableRecordException.message(e);
          break;
        }
      } else if (next.sequence() > head) {
        fault = "event " + (head + 1) + " has not come";
        break;
      }
      would++;
    }
    return new DryRun(would, fault);
  }
}
