package dev.millrace.projection.backfill;

import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventMetadata;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** An event store whose first aggregate lies at token 1, the next at token 2, and so on. */
final class StoredEvents implements EventSource {

  private final @Nullable String topic;
  private final int[] lengths;

  /**
   * A store.
   *
   * @param topic of all events
   * @param lengths how many events each aggregate has
   */
  StoredEvents(@Nullable String topic, int... lengths) {
    this.topic = topic;
    this.lengths = lengths.clone();
  }

  @Override
  public void after(long token, Rows rows) throws InterruptedException {
    for (int place = (int) token + 1; place <= lengths.length; place++) {
      for (int sequence = 1; sequence <= lengths[place - 1]; sequence++) {
        rows.take(new Stored(place, new UUID(0, place), sequence, topic));
      }
    }
  }

  /** How many events there are up to a token, those of its aggregate among them. */
  long upTo(long token) {
    return LongStream.rangeClosed(1, token).map(place -> lengths[(int) place - 1]).sum();
  }

  private record Stored(long token, UUID aggregate, long sequence, @Nullable String topic)
      implements StoredRow {

    @Override
    public Instant occurredAt() {
      return Instant.EPOCH.plusSeconds(sequence);
    }

    @Override
    public EncodedEvent event() {
      return new EncodedEvent(
          new UUID(sequence, token),
          "thing.happened",
          1,
          new AggregateId("thing", aggregate),
          sequence,
          occurredAt(),
          new EventMetadata("conversation", aggregate, null, null, Map.of()),
          "{}");
    }
  }
}
