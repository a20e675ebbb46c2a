package dev.millrace.cli.projections;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ProjectionsTableTest {

  @Test
  void showsWhatABuildAndItsBackfillFailedOf() throws Exception {
    String table =
        ProjectionsTable.of(
            new ObjectMapper()
                .readTree(
                    """
                    [{"name": "order", "version": 1, "builds": [
                      {"build": 1, "codeVersion": 1, "state": "RUNNING", "lastError": null,
                       "backfill": {"lastErrorAt": null, "lastError": null}},
                      {"build": 2, "codeVersion": 1, "state": "RUNNING",
                       "lastErrorAt": "2026-11-23T11:00:00Z", "lastError": "one",
                       "backfill": {"lastErrorAt": "2026-11-23T12:00:00Z", "lastError": "two"}},
                      {"build": 3, "codeVersion": 1, "state": "RUNNING", "lastError": "three"}]}]
                    """));
    assertThat(table.lines())
        .satisfiesExactly(
            head -> assertThat(head).endsWith("last error"),
            fine -> assertThat(fine).doesNotContain("backfill", "null"),
            failing ->
                assertThat(failing)
                    .endsWith(
                        "  2026-11-23T11:00:00Z: one; backfill failed at 2026-11-23T12:00:00Z, is tried again while the build runs:"
                            + " two"),
            older -> assertThat(older).endsWith("  three"));
  }
}
