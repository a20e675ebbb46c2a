package dev.millrace.cli.doctor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether a connector's settings make records of {@code order-capture} of the outbox rows. */
public final class ConnectorRecordsCheck {

  private static final String TEXT = "org.apache.kafka.connect.storage.StringConverter";
  private static final String FLATTEN =
      "com.scylladb.cdc.debezium.connector.transforms.ScyllaFlattenColumns";

  /** Which column becomes what; a router that is not told takes others. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "table.field.event.key", "aggregate_id",
          "table.field.event.payload", "payload",
          "table.field.event.id", "id");

  private static final List<String> HEADERS =
      List.of(
          "event_type",
          "schema_version",
          "aggregate_type",
          "sequence",
          "occurred_at",
          "metadata",
          "topic");

  private static final String AS_SHIPPED = "as in connect-config/outbox-source.json";

  private ConnectorRecordsCheck() {}

  /** Judges the settings. */
  public static Finding check(ConnectorSettings settings) {
    var problems = new Problems();
    operations(settings.list("skipped.operations"), problems);
    transforms(settings, problems);
    converters(settings, problems);
    return problems.finding("connector records", "settings of skipped operations and transforms");
  }

  private static void operations(List<String> skipped, Problems problems) {
    if (skipped.contains("c")) {
      problems.fail(
          "skipped.operations has c: the outbox rows, which are inserts, are skipped",
          "skipped.operations=u,d,t");
    }
    List<String> missing =
        List.of("u", "d", "t").stream().filter(o -> !skipped.contains(o)).toList();
    if (!missing.isEmpty()) {
      problems.warn(
          "skipped.operations lacks " + String.join(",", missing),
          "skipped.operations=u,d,t: otherwise event and command rows, which are updates, come as"
              + " far as the router, which warns of each in the worker's log and drops it");
    }
  }

  private static void transforms(ConnectorSettings settings, Problems problems) {
    List<String> transforms = settings.transforms();
    int router = transforms.indexOf(ConnectorSettings.ROUTER);
    if (router < 0) {
      problems.fail(
          "no outbox router: records are not those of order-capture", "transforms " + AS_SHIPPED);
      return;
    }
    int flatten = transforms.indexOf(FLATTEN);
    if (settings.text("cdc.output.format", "legacy").equals("legacy")
        && (flatten < 0 || flatten > router)) {
      problems.fail(
          "columns are not flattened before the router, which finds none of its fields",
          "transforms " + AS_SHIPPED);
    }
    FIELDS.forEach((key, column) -> field(settings, key, column, problems));
    headers(settings, problems);
  }

  private static void field(
      ConnectorSettings settings, String key, String column, Problems problems) {
    String is = settings.ofRouter(key).orElse("not set");
    if (!is.equals(column)) {
      String why = key.endsWith("key") ? ": events of one aggregate go to several partitions" : "";
      problems.fail(key + " is " + is + why, key + "=" + column);
    }
  }

  private static void headers(ConnectorSettings settings, Problems problems) {
    List<String> missing = new ArrayList<>(HEADERS);
    for (String placement :
        settings.ofRouter("table.fields.additional.placement").orElse("").split(",")) {
      // field:header or field:header:name
      String[] parts = placement.strip().split(":");
      if (parts.length > 1 && parts[1].equals("header")) {
        missing.remove(parts.length > 2 ? parts[2] : parts[0]);
      }
    }
    if (!missing.isEmpty()) {
      problems.fail(
          missing.stream().collect(Collectors.joining(", ", "no header ", "")),
          "table.fields.additional.placement "
              + AS_SHIPPED
              + ": the sequencer sends a record without to the dead letters");
    }
  }

  private static void converters(ConnectorSettings settings, Problems problems) {
    for (String converter : List.of("key.converter", "value.converter", "header.converter")) {
      String is = settings.text(converter, TEXT);
      if (!is.equals(TEXT)) {
        problems.fail(converter + " is " + is + ": text comes wrapped", converter + "=" + TEXT);
      }
    }
  }
}
