package dev.millrace.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Brings a connector to a worker, once or again: what is deployed already is left alone. */
public final class Deployment {

  /** Begins a line about a setting that neither plugin nor worker has. */
  public static final String UNKNOWN = "! ";

  private static final Duration OLD_NEWS = Duration.ofSeconds(5);

  private final ConnectWorker worker;
  private final Duration patience;
  private final Consumer<String> out;

  /**
   * To a worker.
   *
   * @param patience how long the connector may take until it runs, and again until it has read
   * @param out told what is done
   */
  public Deployment(ConnectWorker worker, Duration patience, Consumer<String> out) {
    this.worker = worker;
    this.patience = patience;
    this.out = out;
  }

  /**
   * Checks the settings and shows what would change.
   *
   * @return whether anything would
   * @throws ConnectWorkerException if the worker lacks the plugin or refuses a setting
   */
  public boolean check(Connector connector) {
    requirePlugin(connector.connectorClass());
    Validation validation = worker.validate(connector);
    if (!validation.faults().isEmpty()) {
      throw new ConnectWorkerException(
          validation.faults().stream()
              .map(fault -> fault.setting() + ": " + fault.what())
              .collect(Collectors.joining("\n  ", "the settings are refused:\n  ", "")));
    }
    validation
        .unknown()
        .forEach(name -> out.accept(UNKNOWN + name + ": nobody knows this setting"));
    Optional<SortedMap<String, String>> deployed = worker.settings(connector.name());
    List<String> changes =
        SettingsDiff.lines(deployed.orElseGet(TreeMap::new), connector.settings());
    changes.forEach(out);
    return !changes.isEmpty();
  }

  private void requirePlugin(String connectorClass) {
    List<String> classes = worker.connectorClasses();
    if (!classes.contains(connectorClass)) {
      throw new ConnectWorkerException(
          "the worker has no plugin "
              + connectorClass
              + ": put its jar on the worker's plugin.path and restart the worker. It has "
              + classes);
    }
  }

  /**
   * Creates or updates the connector, then waits until it runs and has read a first window.
   *
   * @throws ConnectWorkerException if that fails or takes too long, with what the worker says
   */
  public void deploy(Connector connector) {
    if (check(connector)) {
      worker.put(connector);
      out.accept("deployed " + connector.name());
    } else {
      out.accept(connector.name() + " is deployed already");
    }
    awaitRunning(connector.name());
    out.accept("RUNNING");
    // Offsets of an earlier connector of this name are no sign of this one.
    awaitWindow(connector.name(), worker.offsets(connector.name()));
  }

  /** Waits until the connector and its tasks run. */
  void awaitRunning(String name) {
    await(name + " to run", name, () -> worker.status(name).map(s -> s.isRunning()).orElse(false));
  }

  /**
   * A position in the source moves when a window has been read to its end: with its records, or
   * with the next heartbeat where it had none.
   */
  private void awaitWindow(String name, JsonNode before) {
    await(
        name + " to have read a window",
        name,
        () -> {
          JsonNode now = worker.offsets(name);
          return !now.isEmpty() && !now.equals(before);
        });
    String upTo =
        ReadUpTo.ago(worker.offsets(name), Instant.now())
            .map(ago -> String.format(Locale.ROOT, ", up to %.1f s ago", ago.toMillis() / 1e3))
            .orElse("");
    out.accept("a window has been read" + upTo);
  }

  private void await(String what, String name, BooleanSupplier condition) {
    long begun = System.nanoTime();
    long deadline = begun + patience.toNanos();
    while (!condition.getAsBoolean()) {
      // A task that failed with the settings of before shows so for a moment.
      if (System.nanoTime() - begun > OLD_NEWS.toNanos()) {
        failIfFailed(name);
      }
      if (System.nanoTime() > deadline) {
        throw new ConnectWorkerException("waited " + patience.toSeconds() + " s for " + what);
      }
      Pause.shortly();
    }
  }

  private void failIfFailed(String name) {
    worker
        .status(name)
        .ifPresent(
            status ->
                status.failed().stream()
                    .findFirst()
                    .ifPresent(
                        part -> {
                          throw new ConnectWorkerException(
                              "%s of %s failed on %s: %s"
                                  .formatted(part.name(), name, part.worker(), part.cause()));
                        }));
  }
}
