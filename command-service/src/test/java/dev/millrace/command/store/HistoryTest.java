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

class HistoryTest {

  @Test
  void versionIsTheNewestSequence() {
    assertThat(history(1, 2, 3).version()).isEqualTo(3);
  }

  @Test
  void refusesAHole() {
    assertThatThrownBy(() -> history(1, 3))
        .isInstanceOf(CorruptHistoryException.class)
        .hasMessageContaining("@3 thing.done v1: expected sequence 2");
  }

  @Test
  void refusesADoubledSequence() {
    assertThatThrownBy(() -> history(1, 1)).isInstanceOf(CorruptHistoryException.class);
  }

  private static History history(long... sequences) {
    UUID id = UUID.randomUUID();
    var metadata = new EventMetadata("c", id, null, null, Map.of());
    return new History(
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
