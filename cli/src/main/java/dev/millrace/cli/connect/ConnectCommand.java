package dev.millrace.cli.connect;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./millrace connect}. */
@Command(
    name = "connect",
    description = "Deploys the outbox connector on a Kafka Connect worker, and looks after it.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("SystemOut")
public final class ConnectCommand {

  /** Where the worker is. */
  static final class WorkerOption {

    @Option(
        names = "--worker",
        description = "REST interface of a Connect worker (default: ${DEFAULT-VALUE})",
        defaultValue = "http://127.0.0.1:8083")
    private URI address = URI.create("http://127.0.0.1:8083");

    ConnectWorker worker() {
      return new ConnectWorker(address);
    }
  }

  @Command(
      name = "deploy",
      description =
          "Validates a connector's file on the worker, shows what would change, creates or updates"
              + " it, and waits until it runs and has read. Does nothing twice.",
      mixinStandardHelpOptions = true)
  int deploy(
      @Mixin WorkerOption on,
      @Parameters(paramLabel = "FILE", description = "name and config, as JSON") Path file,
      @Option(
              names = "--overlay",
              description = "settings over the file's, as JSON; later ones win, --set wins")
          @Nullable List<Path> overlays,
      @Option(names = "--set", description = "a setting instead of the file's, KEY=VALUE")
          @Nullable Map<String, String> overrides,
      @Option(names = "--dry-run", description = "validate and show the difference, no more")
          boolean dryRun,
      @Option(
              names = "--timeout",
              description = "seconds to wait at each step (default: ${DEFAULT-VALUE})",
              defaultValue = "120")
          long seconds) {
    Connector connector = Connector.read(file).with(laidOver(overlays, overrides));
    ConnectWorker worker = on.worker();
    var deployment = new Deployment(worker, Duration.ofSeconds(seconds), System.out::println);
    if (dryRun) {
      System.out.println(deployment.check(connector) ? "not deployed: dry run" : "no difference");
      return 0;
    }
    deployment.deploy(connector);
    System.out.println("writes to " + worker.topics(connector.name()));
    return 0;
  }

  /** Later overlays win over earlier ones, and single settings over both. */
  static Map<String, String> laidOver(
      @Nullable List<Path> overlays, @Nullable Map<String, String> overrides) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (overlays != null) {
      overlays.forEach(overlay -> settings.putAll(Connector.readOverlay(overlay)));
    }
    if (overrides != null) {
      settings.putAll(overrides);
    }
    return settings;
  }

  @Command(
      name = "status",
      description = "How a connector and its tasks are; exit status 1 unless all of them run.",
      mixinStandardHelpOptions = true)
  int status(@Mixin WorkerOption on, @Parameters(paramLabel = "NAME") String name) {
    Optional<ConnectorStatus> status = on.worker().status(name);
    if (status.isEmpty()) {
      throw absent(name);
    }
    status.get().parts().forEach(part -> System.out.println(line(part)));
    return status.get().isRunning() ? 0 : 1;
  }

  private static String line(ConnectorStatus.Part part) {
    return "%-10s %-10s %s %s".formatted(part.name(), part.state(), part.worker(), part.cause());
  }

  @Command(
      name = "restart",
      description = "Restarts a connector and its tasks, and waits until they run.",
      mixinStandardHelpOptions = true)
  int restart(@Mixin WorkerOption on, @Parameters(paramLabel = "NAME") String name) {
    ConnectWorker worker = on.worker();
    if (worker.settings(name).isEmpty()) {
      throw absent(name);
    }
    worker.restart(name);
    new Deployment(worker, Duration.ofMinutes(2), System.out::println).awaitRunning(name);
    System.out.println("RUNNING");
    return 0;
  }

  @Command(
      name = "remove",
      description =
          "Removes a connector. Its offsets stay: one of the same name goes on where it stopped.",
      mixinStandardHelpOptions = true)
  int remove(@Mixin WorkerOption on, @Parameters(paramLabel = "NAME") String name) {
    if (!on.worker().remove(name)) {
      System.out.println(name + " is not there");
      return 0;
    }
    System.out.println("removed " + name);
    return 0;
  }

  private static ConnectWorkerException absent(String name) {
    return new ConnectWorkerException("the worker has no connector " + name);
  }
}
