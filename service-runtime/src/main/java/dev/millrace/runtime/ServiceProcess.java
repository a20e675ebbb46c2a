package dev.millrace.runtime;

import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.config.SettingsException;
import dev.millrace.runtime.config.SettingsSource;
import dev.millrace.runtime.trace.TraceExport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a service process: read the settings, start the parts in order, stop them in reverse
 * order on SIGTERM, or at once if one fails to start.
 */
public final class ServiceProcess {

  private static final Logger log = LoggerFactory.getLogger(ServiceProcess.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final String name;

  private ServiceProcess(String name) {
    this.name = name;
  }

  /** Starts a service's parts, each of them handed to {@link #closing}. */
  @FunctionalInterface
  public interface Wiring<T> {
    void start(T settings, ServiceProcess process) throws Exception;
  }

  /**
   * Runs a service. Exits with status 2 if the settings are wrong and 1 if the start fails; returns
   * otherwise, the service's own threads keeping the process alive.
   */
  public static <T> void run(
      String name, String[] args, Function<Settings, T> read, Wiring<T> wiring) {
    var process = new ServiceProcess(name);
    T settings = process.settings(args, read);
    Runtime.getRuntime().addShutdownHook(new Thread(process::close, "shutdown"));
    try {
      TraceExport.start(name).ifPresent(process::closing);
      wiring.start(settings, process);
      log.info("service started name={}", name);
    } catch (Exception e) {
      log.error("service failed to start name={}", name, e);
      System.exit(1);
    }
  }

  /** Has the part closed when the process ends, before the parts that were handed over earlier. */
  public <C extends AutoCloseable> C closing(C part) {
    synchronized (parts) {
      parts.push(part);
    }
    return part;
  }

  // The only place that writes to standard error: a bad setting is for the person who started it.
  @SuppressWarnings("SystemOut")
  private <T> T settings(String[] args, Function<Settings, T> read) {
    try {
      Settings settings = SettingsSource.load(args, System.getenv());
      T typed = read.apply(settings);
      settings.refuseUnknown();
      return typed;
    } catch (SettingsException e) {
      System.err.println(name + ": " + e.getMessage());
      System.exit(2);
      throw e;
    }
  }

  private void close() {
    log.info("service stopping name={}", name);
    synchronized (parts) {
      parts.forEach(this::close);
    }
    log.info("service stopped name={}", name);
  }

  private void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      log.warn("part failed to stop part={}", part.getClass().getSimpleName(), e);
    }
  }
}
