package dev.millrace.cli;

import dev.millrace.cli.pipeline.CaptureRoute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what captures on a local stack. */
public final class CaptureOptions {

  private static final String WHERE_FROM =
      "com.scylladb:scylla-cdc-source-connector from Maven Central, or"
          + " https://github.com/scylladb/scylla-cdc-source-connector/releases: the jar with"
          + " dependencies";

  /** Names as they are typed. */
  enum Kind {
    bridge,
    connect
  }

  @Option(
      names = "--capture",
      description =
          "what brings outbox rows to order-capture: the bridge, or the Debezium Scylla connector"
              + " on a Connect worker of its own (${COMPLETION-CANDIDATES}; default:"
              + " ${DEFAULT-VALUE})",
      defaultValue = "bridge")
  private Kind kind = Kind.bridge;

  @Option(
      names = "--connector-jar",
      paramLabel = "PATH",
      description = "the connector, a jar or a directory of jars; not part of Millrace")
  private @Nullable Path jar;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a setting of the connector instead of connect-config's; repeated for more")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--express",
      negatable = true,
      description =
          "send events ahead by the express lane as well (default: with the bridge yes, with the"
              + " connector no, so that what it brings is seen)")
  private @Nullable Boolean express;

  /**
   * What was asked for.
   *
   * @param port of the Connect worker, if there will be one; 0 for a free one
   * @throws IllegalArgumentException if the options do not go together, or there is no such jar
   */
  CaptureRoute route(int port) {
    if (kind == Kind.bridge) {
      if (jar != null || !settings.isEmpty()) {
        throw new IllegalArgumentException(
            "--connector-jar and --set are for --capture connect, got --capture bridge");
      }
      return new CaptureRoute.Bridge(express == null || express);
    }
    if (jar == null) {
      throw new IllegalArgumentException(
          "--capture connect needs --connector-jar PATH. The connector is not part of Millrace: "
              + WHERE_FROM);
    }
    if (!Files.exists(jar)) {
      throw new IllegalArgumentException(
          "--connector-jar must be there, got " + jar + ". Where to get it: " + WHERE_FROM);
    }
    return new CaptureRoute.Connector(jar, port, settings, express != null && express);
  }
}
