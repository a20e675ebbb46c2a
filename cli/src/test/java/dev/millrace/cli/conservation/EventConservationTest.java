package dev.millrace.cli.conservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A check is worth what it finds: one fault of each kind. */
class EventConservationTest {

  private static final UUID ORDER = UUID.randomUUID();
  private static final EncodedEvent FIRST = event(1, "{}");
  private static final EncodedEvent SECOND = event(2, "{}");
  private static final EncodedEvent THIRD = event(3, "{}");
  private static final List<EncodedEvent> ALL = List.of(FIRST, SECOND, THIRD);

  @Test
  void holdsWhenEveryEventIsThereOnceInOrder() {
    assertThat(faults(ALL, FIRST, SECOND, THIRD)).containsExactly(0L, 0L, 0L, 0L);
  }

  @Test
  void findsALostEvent() {
    assertThat(faults(ALL, FIRST, THIRD)).containsExactly(1L, 0L, 0L, 0L);
  }

  @Test
  void findsALostAggregate() {
    assertThat(faults(ALL)).containsExactly(3L, 0L, 0L, 0L);
  }

  @Test
  void findsADoubledEvent() {
    assertThat(faults(ALL, FIRST, SECOND, SECOND, THIRD)).containsExactly(0L, 1L, 0L, 0L);
  }

  @Test
  void findsAReorderedEvent() {
    assertThat(faults(ALL, FIRST, THIRD, SECOND)).containsExactly(0L, 0L, 1L, 0L);
  }

  @Test
  void findsAnEventOnAnotherPartition() {
    List<PublishedEvent> published =
        List.of(
            new PublishedEvent(FIRST, 0, 0),
            new PublishedEvent(SECOND, 1, 0),
            new PublishedEvent(THIRD, 0, 1));
    assertThat(EventConservation.of(Map.of(ORDER, ALL), published).outOfOrder().count())
        .isEqualTo(1);
  }

  @Test
  void findsAnEventThatIsNotStored() {
    assertThat(faults(List.of(FIRST), FIRST, SECOND)).containsExactly(0L, 0L, 0L, 1L);
  }

  @Test
  void findsAnAlteredEvent() {
    EncodedEvent altered =
        new EncodedEvent(
            FIRST.id(),
            FIRST.type(),
            FIRST.schemaVersion(),
            FIRST.aggregate(),
            FIRST.sequence(),
            FIRST.occurredAt(),
            FIRST.metadata(),
            "{\"altered\":true}");
    assertThat(faults(List.of(FIRST), altered)).containsExactly(0L, 0L, 0L, 1L);
  }

  @Test
  void findsADifferentRow() {
    Findings findings = new Findings("view mismatch");
    UUID other = UUID.randomUUID();
    ViewComparison.compare(
        "table", Map.of(ORDER, 1, other, 2), Map.of(ORDER, 7, UUID.randomUUID(), 3), findings);
    assertThat(findings.count()).isEqualTo(3);
    assertThat(findings.examples()).allMatch(example -> example.startsWith("view mismatch: table"));
  }

  /** Lost, duplicated, out of order, unexpected. */
  private static List<Long> faults(List<EncodedEvent> stored, EncodedEvent... published) {
    List<PublishedEvent> records = new ArrayList<>();
    Arrays.stream(published)
        .forEach(event -> records.add(new PublishedEvent(event, 0, records.size())));
    EventConservation result = EventConservation.of(Map.of(ORDER, stored), records);
    return result.all().map(Findings::count).toList();
  }

  private static EncodedEvent event(long sequence, String payload) {
    return new EncodedEvent(
        UUID.randomUUID(),
        "order.confirmed",
        1,
        new AggregateId("order", ORDER),
        sequence,
        Instant.EPOCH,
        new EventMetadata("c", ORDER, null, null, Map.of()),
        payload);
  }
}
