package dev.millrace.cli.doctor;

import static java.util.Objects.requireNonNull;

import dev.millrace.cli.BackendOptions;
import dev.millrace.cli.doctor.Targets.ConnectTarget;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./millrace doctor}. */
@Command(
    name = "doctor",
    description =
        "Says what is wrong with a running pipeline, and what to do about it; the defaults are"
            + " where 'up' has it. Changes nothing. Exits with 0 if no check failed, whatever the"
            + " warnings, else with 1.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private BackendOptions backends = new BackendOptions();

  @Option(
      names = "--commands",
      description = "command-service (default: ${DEFAULT-VALUE})",
      defaultValue = "http://127.0.0.1:8080")
  private URI commands = URI.create("");

  @Option(
      names = "--bridge",
      description = "every instance of cdc-bridge, commas or repeated (default: ${DEFAULT-VALUE})",
      defaultValue = "http://127.0.0.1:8081",
      split = ",")
  private List<URI> bridges = List.of();

  @Option(
      names = "--queries",
      description = "projection-streams (default: ${DEFAULT-VALUE})",
      defaultValue = "http://127.0.0.1:8082")
  private URI queries = URI.create("");

  @Option(
      names = "--confidence",
      description = "capture.confidence of the bridges, in ms (default: ${DEFAULT-VALUE})",
      defaultValue = "1000")
  private long confidenceMillis;

  @Option(
      names = "--connect",
      paramLabel = "URL",
      description = "a Connect worker, where a connector captures in the bridge's place")
  private @Nullable URI connect;

  @Option(
      names = "--connector",
      description = "the connector's name on the worker (default: ${DEFAULT-VALUE})",
      defaultValue = "millrace-outbox")
  private String connector = "";

  @Option(names = "--json", description = "print the result as one JSON object on the last line")
  private boolean json;

  @Override
  public Integer call() {
    Report report = new Report(new Doctor(targets()).examine());
    PrintWriter out = requireNonNull(spec).commandLine().getOut();
    out.println(json ? report.toJson() : report.toText());
    out.flush();
    return report.failures() == 0 ? 0 : 1;
  }

  private Targets targets() {
    return new Targets(
        backends.database(),
        backends.datacenter(),
        backends.kafka(),
        http("--commands", commands),
        bridges.stream().map(bridge -> http("--bridge", bridge)).toList(),
        http("--queries", queries),
        Duration.ofMillis(confidenceMillis),
        connect == null ? null : new ConnectTarget(http("--connect", connect), connector));
  }

  private static URI http(String option, URI uri) {
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw new IllegalArgumentException(option + " must be http://host:port, got " + uri);
    }
    return uri;
  }
}
