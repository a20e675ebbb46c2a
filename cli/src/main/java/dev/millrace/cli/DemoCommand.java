package dev.millrace.cli;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cli.demo.Demo;
import dev.millrace.cli.demo.DemoLoad;
import dev.millrace.cli.demo.DemoReport;
import dev.millrace.cli.demo.SteadyLoad;
import dev.millrace.cli.pipeline.CaptureRoute;
import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.cli.pipeline.Pipeline.PipelineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./millrace demo}. */
@Command(
    name = "demo",
    description =
        "Runs the whole pipeline on a throw-away local stack, leads orders through their lives and"
            + " proves that nothing was lost, doubled or reordered.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  private static final Duration STEADY_INTERVAL = Duration.ofMillis(200);

  @Option(
      names = "--orders",
      description = "how many orders (default: ${DEFAULT-VALUE})",
      defaultValue = "200")
  private int orders;

  @Option(
      names = "--clients",
      description = "clients at the same time (default: ${DEFAULT-VALUE})",
      defaultValue = "16")
  private int clients;

  @Option(
      names = "--steady-seconds",
      description =
          "how long orders come at a steady pace, five a second, after all clients at once"
              + " (default: ${DEFAULT-VALUE})",
      defaultValue = "10")
  private int steadySeconds;

  @Option(names = "--seed", description = "of every random choice; a new one each time by default")
  private @Nullable Long seed;

  @Option(names = "--json", description = "print the result as one JSON object on the last line")
  private boolean json;

  @Option(names = "--keep", description = "keep data and logs, and say where")
  private boolean keep;

  @Mixin private CaptureOptions capture = new CaptureOptions();

  @Override
  @SuppressWarnings("SystemOut")
  public Integer call() throws IOException {
    Arguments.atLeastOne("--orders", orders);
    Arguments.atLeastOne("--clients", clients);
    Arguments.atLeastOne("--steady-seconds", steadySeconds);
    CaptureRoute route = capture.route(0);
    Path directory = Files.createTempDirectory("millrace-demo-");
    Progress progress = Progress.onStandardError();
    boolean success = false;
    try {
      DemoReport report = run(PipelineSettings.in(directory).capturedBy(route), progress);
      System.out.println(json ? report.toJson() : report.toTable());
      success = report.success();
      if (json) {
        report.faults().forEach(progress::say);
      }
      return success ? 0 : 1;
    } finally {
      cleanUp(directory, success, progress);
    }
  }

  private DemoReport run(PipelineSettings settings, Progress progress) {
    long chosen = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
    try (var pipeline = Pipeline.start(settings, progress::say);
        CqlSession session = Sessions.open(pipeline.endpoints())) {
      return new Demo(pipeline::endpoints, progress)
          .run(
              new DemoLoad(orders, clients, chosen),
              new SteadyLoad(Duration.ofSeconds(steadySeconds), STEADY_INTERVAL, chosen + orders),
              session);
    }
  }

  private void cleanUp(Path directory, boolean success, Progress progress) throws IOException {
    if (keep || !success) {
      progress.say("data and logs are in " + directory);
    } else {
      Directories.delete(directory);
    }
  }
}
