package dev.millrace.projection.parking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.projection.parking.RowFaults.Fault;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RowFaultsTest {

  private static final Instant REQUEST = Instant.parse("2026-11-24T12:00:00Z");

  private final RowFaults faults = new RowFaults();

  @Test
  void aRefusalIsRememberedWithTheRequestThatLedToIt() {
    faults.add("t/1", "first");
    assertThat(faults.recent("t/1").map(Fault::cause)).contains("first");
    assertThat(faults.tried("t/1")).isEqualTo(Instant.EPOCH);
    faults.trying("t/1", REQUEST);
    assertThat(faults.recent("t/1")).as("about to be written").isEmpty();
    faults.add("t/1", "second");
    assertThat(faults.tried("t/1")).isEqualTo(REQUEST);
    assertThat(faults.recent("t/2")).isEmpty();
  }

  @Test
  void aRowThatWasWrittenIsNoLongerTried() {
    faults.trying("t/1", REQUEST);
    faults.written("t/1");
    faults.add("t/1", "later, for another reason");
    assertThat(faults.tried("t/1")).isEqualTo(Instant.EPOCH);
  }
}
