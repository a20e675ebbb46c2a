package dev.millrace.cli.doctor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.cli.doctor.check.CdcCheck.Cdc;
import dev.millrace.cli.doctor.check.ConnectorOffsetsCheck.Offset;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeParsersTest {

  @Test
  void knowsTheTablesOfTheSchemaFiles() {
    var tables = DatabaseProbe.wantedTables();
    assertThat(tables)
        .containsOnlyKeys(
            "millrace.aggregate_snapshots",
            "millrace.customer_summary",
            "millrace.event_store",
            "millrace.order_read_model",
            "millrace.order_status_counts",
            "millrace.orders_by_customer",
            "millrace.orders_by_status",
            "millrace.projection_backfill_reports",
            "millrace.projection_backfills",
            "millrace.projection_redrives",
            "millrace.projections");
    assertThat(tables.get("millrace.event_store"))
        .hasSize(14)
        .containsEntry("aggregate_id", "uuid")
        .containsEntry("version", "bigint")
        .containsEntry("occurred_at", "bigint");
    assertThat(tables.get("millrace.orders_by_customer"))
        .hasSize(9)
        .containsEntry("item_count", "int");
  }

  @Test
  void knowsColumnsThatWereAddedLaterAndTypesWithCommas() {
    var tables =
        SchemaTables.of(
            List.of(
                "CREATE TABLE IF NOT EXISTS m.t (a frozen<map<text, int>>, b int PRIMARY KEY)"
                    + " WITH cdc = {'ttl': 1}",
                "CREATE KEYSPACE m",
                "ALTER TABLE m.t ADD IF NOT EXISTS c timestamp"));
    assertThat(tables)
        .isEqualTo(
            Map.of("m.t", Map.of("a", "frozen<map<text, int>>", "b", "int", "c", "timestamp")));
  }

  @Test
  void readsTheCdcExtension() {
    ByteBuffer bytes = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN).putInt(2);
    List.of("ttl", "604800", "enabled", "true")
        .forEach(text -> bytes.putInt(text.length()).put(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(CdcExtension.parse(bytes.flip())).isEqualTo(new Cdc(true, 604_800));
    assertThat(CdcExtension.parse(null)).isEqualTo(new Cdc(false, 0));
  }

  @Test
  void readsMetrics() {
    var metrics =
        PrometheusText.of(
            """
            # HELP a_total Things
            a_total{x="1"} 2.0
            a_total{x="2"} 1.5E1
            a_total_more 7
            b NaN
            """);
    assertThat(metrics.sum("a_total")).hasValue(17);
    assertThat(metrics.value("b")).isNaN();
    assertThat(metrics.sum("c")).isEmpty();
  }

  /** As {@code GET /connectors/millrace-outbox/offsets} has them. */
  @Test
  void readsTheOffsetsOfTheEventStore() throws Exception {
    String offset =
        """
        {"partition": {"keyspace_name": "millrace", "table_name": "%s", "vnode_id": "7",
             "generation_start": "1767225600000"},
         "offset": {"window_start": "65f8a000-e709-11f0-8080-808080808080",
             "window_end": "c4027d40-e709-11f0-8080-808080808080"}}""";
    var offsets =
        new ObjectMapper()
            .readTree(
                "[" + offset.formatted("event_store") + "," + offset.formatted("other") + "]");
    assertThat(ConnectProbe.parse(offsets, "millrace.event_store"))
        .containsExactly(
            new Offset(
                Instant.parse("2026-01-01T00:00:00Z"), 7, Instant.parse("2026-01-01T12:00:00Z")));
  }
}
