package dev.millrace.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventMetadata;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SliceTest {

  @Test
  void endsAtItsLastEvent() {
    assertThat(slice(0, 1, 2, 3).last()).isEqualTo(3);
    assertThat(slice(7, 8, 9).last()).isEqualTo(9);
    assertThat(slice(7).last()).isEqualTo(7);
  }

  @Test
  void refusesAHole() {
    assertThatThrownBy(() -> slice(0, 1, 3))
        .isInstanceOf(CorruptHistoryException.class)
        .hasMessageContaining("@3 thing.done v1: expected sequence 2");
  }

  @Test
  void refusesAHoleBeforeItsFirstEvent() {
    assertThatThrownBy(() -> slice(7, 9))
        .isInstanceOf(CorruptHistoryException.class)
        .hasMessageContaining("expected sequence 8");
  }

  @Test
  void refusesADoubledSequence() {
    assertThatThrownBy(() -> slice(0, 1, 1)).isInstanceOf(CorruptHistoryException.class);
  }

  private static Slice slice(long after, long... sequences) {
    UUID id = UUID.randomUUID();
    var metadata = new EventMetadata("c", id, null, null, Map.of());
    return new Slice(
        after,
        Arrays.stream(sequences)
            .mapToObj(
                sequence ->
                    new EncodedEvent(
                        id,
                        "thing.done",
                        1,
                        new AggregateId("thing", id),
                        sequence,
                        Instant.EPOCH,
                        metadata,
                        "{}"))
            .toList());
  }
}
