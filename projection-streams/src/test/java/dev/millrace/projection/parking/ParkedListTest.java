package dev.millrace.projection.parking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contract.DeadLetterHeaders;
import dev.millrace.contract.DeadLetterHeaders.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class ParkedListTest {

  private static final String ORDER = "0b5a4c2e-0c7e-4a8e-9d4b-6a3f2c1d0e9f";
  private static final String OTHER = "ff4d3e2f-1a0b-4c9d-8e7f-6a5b4c3d2e1f";
  private static final String ROW = "orders_by_customer/" + ORDER + "/" + OTHER;

  private final ParkedList list = new ParkedList();

  @Test
  void anAggregateWaitsFromTheLowestSequenceWhicheverCameFirst() {
    park(event(ORDER, 10), "tenth");
    park(event(ORDER, 9), "ninth");
    park(event(OTHER, 1), "first");
    assertThat(all())
        .containsExactly(
            new ParkedAggregate(ORDER, 9, 2, "ninth", null, null),
            new ParkedAggregate(OTHER, 1, 1, "first", null, null));
  }

  @Test
  void whatWasRedrivenIsNotListedAndTheRestWaitsFromWhereItIs() {
    park(event(ORDER, 2), "second");
    park(event(ORDER, 3), "third");
    park(event(OTHER, 1), "first");
    redriven(event(ORDER, 2));
    redriven(event(OTHER, 1));
    assertThat(all()).containsExactly(new ParkedAggregate(ORDER, 3, 1, "third", null, null));
    redriven(event(ORDER, 3));
    assertThat(all()).isEmpty();
  }

  @Test
  void theNewestCauseCountsAndWhatIsParkedAgainWaitsAgain() {
    park(event(ORDER, 2), "old code");
    park(event(ORDER, 2), "new code");
    assertThat(all()).extracting(ParkedAggregate::cause).containsExactly("new code");
    redriven(event(ORDER, 2));
    park(event(ORDER, 2), "once more");
    assertThat(all()).extracting(ParkedAggregate::cause).containsExactly("once more");
  }

  @Test
  void aTombstoneOfWhatWasCompactedAwayIsNothing() {
    redriven(event(ORDER, 2));
    redriven(ROW);
    assertThat(all()).isEmpty();
  }

  @Test
  void aRowIsListedAfterTheAggregatesAndNotTakenForOne() {
    park(ROW, "row refused: no such column");
    String counted = "order_status_counts/2/" + "1".repeat(19);
    park(counted, "row refused: no such table");
    park(event(OTHER, 1), "first");
    assertThat(all()).extracting(ParkedAggregate::id).containsExactly(OTHER, counted, ROW);
    assertThat(all().get(2))
        .isEqualTo(
            new ParkedAggregate(
                ROW, 0, 1, "row refused: no such column", 0, "row refused: no such column"));
    redriven(ROW);
    assertThat(all()).extracting(ParkedAggregate::id).containsExactly(OTHER, counted);
  }

  @Test
  void aDryRunIsAddedToItsAggregateAndMakesNoneOfItsOwn() {
    park(event(ORDER, 2), "second");
    park(event(OTHER, 1), "first");
    var drained = new DryRun(1, null);
    assertThat(list.with(Map.of(OTHER, new DryRun(3, "event 5 has not come"), "gone", drained)))
        .containsExactly(
            new ParkedAggregate(ORDER, 2, 1, "second", null, null),
            new ParkedAggregate(OTHER, 1, 1, "first", 3, "event 5 has not come"));
  }

  // Where null says that nothing is parked any more, nothing stands for it.
  @Test
  void anEventWithoutContentIsParkedLikeAnyOther() {
    list.add(record(event(ORDER, 1), new byte[0], "value must not be null"));
    assertThat(all()).hasSize(1);
  }

  // A dead letter that somebody published anew: its own cause is the older one.
  @Test
  void theLastCauseOfARecordIsThatOfItsParking() {
    var headers = new RecordHeaders();
    DeadLetterHeaders.write(headers, new DeadLetter("another", "long ago", "elsewhere"));
    DeadLetterHeaders.write(headers, new DeadLetter("order", "today", "order-events-0@7"));
    list.add(new Record<>(bytes(event(ORDER, 1)), bytes("{}"), 0, headers));
    assertThat(all()).extracting(ParkedAggregate::cause).containsExactly("today");
  }

  private List<ParkedAggregate> all() {
    List<ParkedAggregate> all = list.with(Map.of());
    assertThat(list.size()).isEqualTo(all.size());
    return all;
  }

  private void park(String key, String cause) {
    list.add(record(key, bytes("{}"), cause));
  }

  private void redriven(String key) {
    list.add(new Record<>(bytes(key), null, 0));
  }

  private static String event(String aggregate, long sequence) {
    return ParkedEvents.key(UUID.fromString(aggregate).toString(), sequence);
  }

  private static Record<byte[], byte[]> record(String key, byte[] value, String cause) {
    var headers = new RecordHeaders();
    DeadLetterHeaders.write(headers, new DeadLetter("order", cause, "order-events-0@7"));
    return new Record<>(bytes(key), value, 0, headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
