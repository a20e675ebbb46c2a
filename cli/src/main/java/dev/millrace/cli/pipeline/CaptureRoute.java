package dev.millrace.cli.pipeline;

import java.nio.file.Path;
import java.util.Map;

/** What brings outbox rows from the CDC log to {@code order-capture}. */
public sealed interface CaptureRoute {

  /** Whether the command service sends its events ahead as well. */
  boolean express();

  /** The bridge's own capture. */
  record Bridge(boolean express) implements CaptureRoute {}

  /**
   * The Debezium Scylla connector on a Kafka Connect worker, with {@code
   * connect-config/outbox-source.json}; the bridge does not capture.
   *
   * @param plugin jar with the connector and all it needs, or directory with such jars
   * @param port of the worker's REST interface; 0 for a free one
   * @param settings other than the file's and those of a local stack
   */
  record Connector(Path plugin, int port, Map<String, String> settings, boolean express)
      implements CaptureRoute {

    public Connector {
      settings = Map.copyOf(settings);
    }
  }
}
