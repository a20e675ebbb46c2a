package dev.millrace.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.uuid.Uuids;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadUpToTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final ArrayNode offsets = JsonNodeFactory.instance.arrayNode();

  @Test
  void theNewestWindowCounts() {
    add(NOON.minusSeconds(90));
    add(NOON.minusMillis(1_500));
    add(NOON.minusSeconds(7));
    assertThat(ReadUpTo.ago(offsets, NOON)).contains(Duration.ofMillis(1_500));
  }

  @Test
  void withoutWindowsNothingIsKnown() {
    offsets.addObject().putObject("offset");
    assertThat(ReadUpTo.ago(offsets, NOON)).isEmpty();
  }

  private void add(Instant windowStart) {
    String uuid = Uuids.startOf(windowStart.toEpochMilli()).toString();
    offsets.addObject().putObject("offset").put("window_start", uuid);
  }
}
