package dev.millrace.projection.parking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.projection.parking.RowFaults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowFaultsTest {

  private static final Instant REQUEST = Instant.parse("2026-11-24T12:00:00Z");

  private final AtomicLong clock = new AtomicLong();
  private final RowFaults faults = new RowFaults(clock::get);

  @Test
  void aRefusalIsRememberedWithTheRequestThatLedToIt() {
    faults.add("t/1", "first");
    assertThat(faults.of("t/1").map(Fault::cause)).contains("first");
    assertThat(faults.tried("t/1")).isEqualTo(Instant.EPOCH);
    faults.trying("t/1", REQUEST);
    assertThat(faults.of("t/1")).as("about to be written").isEmpty();
    faults.add("t/1", "second");
    assertThat(faults.tried("t/1")).isEqualTo(REQUEST);
    assertThat(faults.of("t/2")).isEmpty();
  }

  @Test
  void aRowThatWasWrittenIsNoLongerTried() {
    faults.trying("t/1", REQUEST);
    faults.written("t/1");
    faults.add("t/1", "later, for another reason");
    assertThat(faults.tried("t/1")).isEqualTo(Instant.EPOCH);
  }

  @Test
  void aRefusalIsRememberedUntilTheRowIsParkedHoweverLongTheStateIsRestored() {
    faults.add("t/1", "refused");
    pass(Duration.ofMinutes(20));
    assertThat(faults.of("t/1").map(Fault::cause)).contains("refused");
    faults.parked("t/1");
    pass(Duration.ofSeconds(30));
    assertThat(faults.of("t/1")).as("the transaction may have been aborted").isPresent();
    pass(Duration.ofSeconds(31));
    assertThat(faults.of("t/1")).as("others may have mended it").isEmpty();
  }

  @Test
  void aRowThatWasWrittenOrDoesNotComeBackIsForgotten() {
    faults.add("t/1", "refused");
    faults.written("t/1");
    assertThat(faults.of("t/1")).isEmpty();
    faults.add("t/1", "refused");
    pass(Duration.ofHours(1));
    assertThat(faults.of("t/1")).isEmpty();
  }

  @Test
  void ofVeryManyTheOldestIsForgotten() {
    IntStream.rangeClosed(0, RowFaults.MOST)
        .forEach(
            i -> {
              pass(Duration.ofNanos(1));
              faults.add("t/" + i, "refused");
            });
    assertThat(faults.of("t/0")).isEmpty();
    assertThat(faults.of("t/1")).isPresent();
    assertThat(faults.of("t/" + RowFaults.MOST)).isPresent();
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }
}
