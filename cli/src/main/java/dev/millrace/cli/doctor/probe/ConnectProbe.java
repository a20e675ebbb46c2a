package dev.millrace.cli.doctor.probe;

import com.datastax.oss.driver.api.core.uuid.Uuids;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.cli.connect.ConnectWorker;
import dev.millrace.cli.connect.ConnectorStatus;
import dev.millrace.cli.doctor.check.ConnectorOffsetsCheck.Offset;
import dev.millrace.cli.doctor.check.ConnectorSettings;
import dev.millrace.cli.doctor.check.Fact;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Asks a Kafka Connect worker about one connector. */
public final class ConnectProbe {

  private static final String PART = "connect worker";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final URI address;
  private final String connector;
  private final ConnectWorker worker;
  private final Fact<String> version;
  private final Fact<ConnectorSettings> settings;

  private ConnectProbe(URI address, String connector) {
    this.address = address;
    this.connector = connector;
    this.worker = new ConnectWorker(address, PATIENCE);
    this.version = Fact.ask(nothing -> worker.version());
    this.settings = settings();
  }

  /** Asks a worker whether it is there, and for the connector's settings. */
  public static ConnectProbe of(URI address, String connector) {
    return new ConnectProbe(address, connector);
  }

  private Fact<ConnectorSettings> settings() {
    Fact<Optional<ConnectorSettings>> found =
        version.then(PART, it -> worker.settings(connector).map(ConnectorSettings::new));
    // Without a connector there is nothing to ask about it; that it is not there is said once.
    return found instanceof Fact.Known<Optional<ConnectorSettings>> known && known.value().isEmpty()
        ? new Fact.Absent<>("there is no " + connector)
        : found.then(PART, Optional::orElseThrow);
  }

  public URI address() {
    return address;
  }

  public Fact<String> version() {
    return version;
  }

  /** Classes that the worker could run. */
  public Fact<List<String>> plugins() {
    return version.then(PART, it -> worker.connectorClasses());
  }

  /** Empty if there is no such connector. */
  public Fact<Optional<ConnectorStatus>> status() {
    return version.then(PART, it -> worker.status(connector));
  }

  /** As they are deployed. */
  public Fact<ConnectorSettings> deployed() {
    return settings;
  }

  /** How far it has read a table. */
  public Fact<List<Offset>> offsets(String table) {
    return settings.then(PART, it -> parse(worker.offsets(connector), table));
  }

  /** Topics that it has written to. */
  public Fact<List<String>> topics() {
    return settings.then(PART, it -> worker.topics(connector));
  }

  /** Offsets as {@code GET /connectors/NAME/offsets} has them; those of other tables left out. */
  static List<Offset> parse(JsonNode offsets, String table) {
    List<Offset> parsed = new ArrayList<>();
    for (JsonNode entry : offsets) {
      JsonNode of = entry.path("partition");
      String name = of.path("keyspace_name").asText() + "." + of.path("table_name").asText();
      if (name.equals(table)) {
        UUID start = UUID.fromString(entry.path("offset").path("window_start").asText());
        parsed.add(
            new Offset(
                Instant.ofEpochMilli(of.path("generation_start").asLong()),
                of.path("vnode_id").asLong(),
                Instant.ofEpochMilli(Uuids.unixTimestamp(start))));
      }
    }
    return parsed;
  }
}
