package dev.millrace.cli.doctor.check;

import dev.millrace.contract.Topics;
import java.util.List;
import java.util.Set;

/** Whether a connector's records go where the sequencer reads. */
public final class ConnectorTopicCheck {

  private static final String CAPTURE = Topics.ORDER_CAPTURE.name();

  /** Columns that no outbox row is without. */
  private static final Set<String> NEVER_NULL =
      Set.of("aggregate_type", "event_type", "aggregate_id", "id");

  private ConnectorTopicCheck() {}

  /**
   * Judges the settings, and what was done with them.
   *
   * @param written topics that the connector has written to since it was created
   */
  public static Finding check(ConnectorSettings settings, List<String> written) {
    var problems = new Problems();
    String topic =
        settings.ofRouter("route.topic.replacement").orElse("outbox.event.${routedByValue}");
    if (!topic.equals(CAPTURE)) {
      problems.fail(
          "the router sends to " + topic + ", where no sequencer reads",
          "transforms.outbox.route.topic.replacement=" + CAPTURE);
    }
    String field = settings.ofRouter("route.by.field").orElse("aggregatetype");
    if (!NEVER_NULL.contains(field)) {
      problems.fail(
          "the router routes by " + field + ", and fails on a row where that is null",
          "transforms.outbox.route.by.field=aggregate_type");
    }
    renamers(settings, problems);
    written(settings, written, problems);
    prefix(settings.text("topic.prefix", ""), problems);
    return problems.finding("connector topic", written.contains(CAPTURE) ? CAPTURE : topic);
  }

  private static void renamers(ConnectorSettings settings, Problems problems) {
    settings.transforms().stream()
        .filter(type -> type.endsWith("Router") && !type.equals(ConnectorSettings.ROUTER))
        .forEach(
            type ->
                problems.warn(
                    type + " may rename the topic",
                    "leave it out, or see that what it makes of " + CAPTURE + " is " + CAPTURE));
  }

  private static void written(ConnectorSettings settings, List<String> all, Problems problems) {
    List<String> others =
        all.stream()
            .filter(it -> !it.equals(CAPTURE) && !it.equals(settings.heartbeatTopic()))
            .sorted()
            .toList();
    if (!others.isEmpty()) {
      problems.warn(
          "it has written to " + String.join(", ", others),
          "nobody reads events there; those events come from the event store, late. Mend the"
              + " transforms; PUT /connectors/{name}/topics/reset forgets what was");
    }
  }

  private static void prefix(String prefix, Problems problems) {
    if (!prefix.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      problems.warn(
          "topic.prefix " + prefix + " is no Avro name",
          "letters, digits and underscores: every change logs a dozen warnings otherwise. A new"
              + " prefix does not move offsets, which are the connector's");
    }
  }
}
