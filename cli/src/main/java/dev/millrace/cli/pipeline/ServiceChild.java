package dev.millrace.cli.pipeline;

import dev.millrace.local.ChildCommand;
import dev.millrace.local.ChildProcess;
import dev.millrace.local.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One of the pipeline's services, in a JVM of its own. */
public final class ServiceChild {

  private static final Pattern LISTENING =
      Pattern.compile("http listening host=(\\S+) port=(\\d+)");
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ChildProcess process;
  private final String name;
  private volatile URI address = URI.create("http://127.0.0.1:0");

  ServiceChild(ServiceCommand command, Path logs) {
    this.name = command.module();
    List<String> flags =
        Stream.concat(
                Stream.of("-Xmx512m", LocalStack.QUICK_TO_WARM_UP),
                telemetry(System.getProperties()))
            .toList();
    this.process =
        new ChildProcess(
            new ChildCommand(
                name, command.module(), command.mainClass(), command.arguments(), flags),
            logs);
  }

  // Environment variables are inherited, and so is what stands for them.
  private static Stream<String> telemetry(Properties properties) {
    return properties.stringPropertyNames().stream()
        .filter(name -> name.startsWith("otel."))
        .map(name -> "-D" + name + "=" + properties.getProperty(name));
  }

  /**
   * A service to run.
   *
   * @param module directory and name
   * @param arguments settings, as flags
   */
  record ServiceCommand(String module, String mainClass, List<String> arguments) {

    ServiceCommand with(String... more) {
      return new ServiceCommand(
          module, mainClass, Stream.concat(arguments.stream(), Stream.of(more)).toList());
    }
  }

  /** Starts it and waits until it says that it is ready. */
  public void start() {
    process.start();
    awaitReady();
  }

  /** Starts it; returns before it listens. */
  public void launch() {
    process.start();
  }

  /** Waits until it listens, ready or not. */
  public void awaitListening() {
    Matcher listening = process.awaitOutput(LISTENING, TIMEOUT);
    address = URI.create("http://" + listening.group(1) + ":" + listening.group(2));
  }

  /** Waits until it listens and says that it is ready. */
  public void awaitReady() {
    awaitListening();
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!isReady()) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        throw new IllegalStateException(name + " did not become ready, see " + process.log());
      }
      pause();
    }
  }

  /** Whether its readiness probe says so now. */
  public boolean isReady() {
    var request =
        HttpRequest.newBuilder(address.resolve("/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Where it listens; another port after every start. */
  public URI address() {
    return address;
  }

  public ChildProcess process() {
    return process;
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
