package dev.millrace.cli;

import dev.millrace.cli.pipeline.Endpoints;
import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.cli.pipeline.Pipeline.PipelineSettings;
import dev.millrace.local.LocalStackSettings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./millrace up}. */
@Command(
    name = "up",
    description =
        "Runs the whole pipeline on the local stack in the foreground until it is interrupted."
            + " The data is kept and found again.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

  @Option(names = "--directory", description = "data and logs (default: .millrace in the checkout)")
  private Path directory = Path.of(System.getProperty("millrace.home", "."), ".millrace");

  @Option(
      names = "--any-ports",
      description = "use free ports instead of 9042, 9092, 8080, 8081, 8082 and 8083")
  private boolean anyPorts;

  @Mixin private CaptureOptions capture = new CaptureOptions();

  @Override
  @SuppressWarnings("SystemOut")
  public Integer call() throws InterruptedException {
    LocalStackSettings stack = LocalStackSettings.in(directory);
    PipelineSettings settings =
        anyPorts
            ? PipelineSettings.in(directory).capturedBy(capture.route(0))
            : PipelineSettings.on(stack.withPorts(9042, 9092), 8080, 8081, 8082)
                .capturedBy(capture.route(8083));
    Pipeline pipeline = Pipeline.start(settings, Progress.onStandardError()::say);
    Endpoints endpoints = pipeline.endpoints();
    System.out.println("commands     " + endpoints.commands());
    System.out.println("bridge       " + pipeline.bridge().address());
    System.out.println("queries      " + endpoints.queries());
    pipeline
        .connector()
        .ifPresent(it -> System.out.println("connect      " + it.worker().address()));
    System.out.println("database     " + pipeline.stack().endpoints().databaseAddress());
    System.out.println("kafka        " + endpoints.kafka());
    System.out.println("logs         " + settings.stack().directory().resolve("logs"));
    System.out.println("Interrupt (Ctrl-C) to stop; the data is kept.");
    // The children are stopped by the shutdown hook of the launcher.
    new CountDownLatch(1).await();
    return 0;
  }
}
