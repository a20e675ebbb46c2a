package dev.millrace.cli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.doctor.check.CdcCheck.Cdc;
import dev.millrace.cli.doctor.check.ClockCheck.NodeClock;
import dev.millrace.cli.doctor.check.Finding.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseChecksTest {

  private static final Map<String, Map<String, String>> WANTED =
      Map.of("m.t", Map.of("a", "text", "b", "uuid"));

  @Test
  void tablesMayHaveMoreThanIsWanted() {
    var more = Map.of("m.t", Map.of("a", "text", "b", "uuid", "c", "int"), "m.u", Map.of("a", "x"));
    assertThat(SchemaCheck.check(WANTED, more).status()).isEqualTo(Status.OK);
  }

  @Test
  void namesWhatTheSchemaLacks() {
    assertThat(SchemaCheck.check(WANTED, Map.of()).found()).endsWith("m.t is missing");
    Finding column = SchemaCheck.check(WANTED, Map.of("m.t", Map.of("a", "text")));
    assertThat(column.found()).endsWith("m.t.b is missing");
    assertThat(column.status()).isEqualTo(Status.FAILURE);
    Finding type = SchemaCheck.check(WANTED, Map.of("m.t", Map.of("a", "int", "b", "uuid")));
    assertThat(type.found()).endsWith("m.t.a is int instead of text");
    assertThat(type.status()).isEqualTo(Status.FAILURE);
  }

  @Test
  void threeReplicasAreEnough() {
    assertThat(ReplicationCheck.check(Map.of("dc1", 3, "dc2", 3)).status()).isEqualTo(Status.OK);
    Finding one = ReplicationCheck.check(Map.of("dc1", 3, "dc2", 2));
    assertThat(one.status()).isEqualTo(Status.WARNING);
    assertThat(one.advice()).contains("fine for a local stack");
    assertThat(ReplicationCheck.check(Map.of()).status()).isEqualTo(Status.FAILURE);
  }

  @Test
  void theLogMustBeOnAndItsRowsMustEnd() {
    assertThat(cdc(true, 604_800).status()).isEqualTo(Status.OK);
    assertThat(cdc(true, 86_400).status()).isEqualTo(Status.OK);
    assertThat(cdc(true, 86_399).status()).isEqualTo(Status.WARNING);
    assertThat(cdc(true, 0).status()).isEqualTo(Status.WARNING);
    assertThat(cdc(false, 0).status()).isEqualTo(Status.FAILURE);
    assertThat(cdc(false, 0).advice()).contains("ALTER TABLE m.t WITH cdc");
  }

  @Test
  void clocksMayDifferByAQuarterOfTheConfidence() {
    assertThat(clock(249, 0).status()).isEqualTo(Status.OK);
    assertThat(clock(-250, 0).status()).isEqualTo(Status.WARNING);
    assertThat(clock(999, 0).status()).isEqualTo(Status.WARNING);
    assertThat(clock(-1_000, 0).status()).isEqualTo(Status.FAILURE);
    assertThat(clock(1_000, 751).status()).as("only what is certain").isEqualTo(Status.OK);
    assertThat(clock(300, 0).found()).contains("n is 300 ms ahead").contains("confidence 1000 ms");
  }

  private static Finding cdc(boolean enabled, long ttl) {
    return CdcCheck.enabled("m.t", new Cdc(enabled, ttl));
  }

  private static Finding clock(long aheadMillis, long uncertainMillis) {
    var near = new NodeClock("near", Duration.ZERO, Duration.ofMillis(1));
    var node =
        new NodeClock("n", Duration.ofMillis(aheadMillis), Duration.ofMillis(uncertainMillis));
    return ClockCheck.check(List.of(near, node), Duration.ofSeconds(1));
  }
}
