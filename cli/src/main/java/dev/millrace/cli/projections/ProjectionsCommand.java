package dev.millrace.cli.projections;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./millrace projections}. */
@Command(
    name = "projections",
    description =
        "Shows the projections of a running service: state, lag, speed, what is parked. With a"
            + " subcommand, operates them.",
    mixinStandardHelpOptions = true)
public final class ProjectionsCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ServiceOption on = new ServiceOption();

  @Option(names = "--json", description = "print what the service answers")
  private boolean json;

  /** Where the service is. */
  static final class ServiceOption {

    @Option(
        names = "--service",
        description = "a projection-streams (default: ${DEFAULT-VALUE})",
        defaultValue = "http://127.0.0.1:8082")
    private URI address = URI.create("http://127.0.0.1:8082");

    ProjectionsApi api() {
      return new ProjectionsApi(address);
    }
  }

  /** Which one is meant. */
  static final class Which {

    @Parameters(paramLabel = "NAME", description = "of the projection")
    private String name = "";

    @Option(names = "--build", description = "its number (default: the one that serves)")
    private String build = "";

    int number() {
      if (!build.matches("[1-9]\\d{0,8}")) {
        throw new IllegalArgumentException(
            "--build must be the number of a build, got \"" + build + '"');
      }
      return Integer.parseInt(build);
    }

    String path(String command) {
      return "/projections/" + ProjectionsApi.encoded(name) + command;
    }
  }

  @Override
  public Integer call() {
    JsonNode all = on.api().get("/projections");
    print(json ? all + System.lineSeparator() : ProjectionsTable.of(all));
    return 0;
  }

  @Command(
      name = "pause",
      description = "A build reads nothing any more; it keeps its place and its state.",
      mixinStandardHelpOptions = true)
  int pause(@Mixin ServiceOption service, @Mixin Which which) {
    return tell(service, which, "pause", Map.of("build", which.build));
  }

  @Command(
      name = "resume",
      description = "A paused build goes on; one that failed too often is started again.",
      mixinStandardHelpOptions = true)
  int resume(@Mixin ServiceOption service, @Mixin Which which) {
    return tell(service, which, "resume", Map.of("build", which.build));
  }

  @Command(
      name = "parked",
      description =
          "What is parked on all instances, why, and what a redrive would make of it where the"
              + " instance that is asked has it.",
      mixinStandardHelpOptions = true)
  int parked(@Mixin ServiceOption service, @Mixin Which which) {
    String query = which.build.isEmpty() ? "" : "?build=" + ProjectionsApi.encoded(which.build);
    print(ParkedText.of(service.api().get(which.path("/parked") + query)));
    return 0;
  }

  @Command(
      name = "redrive",
      description = "Tries parked records again, in order, with the code that runs.",
      mixinStandardHelpOptions = true)
  int redrive(
      @Mixin ServiceOption service,
      @Mixin Which which,
      @Option(
              names = "--aggregate",
              paramLabel = "ID",
              description = "of this one only: an id that 'parked' lists, of aggregate or row",
              defaultValue = "")
          String aggregate,
      @Option(names = "--dry-run", description = "only say what would come of it") boolean dryRun) {
    Map<String, String> parameters =
        Map.of("build", which.build, "aggregate", aggregate, "dryRun", dryRun ? "true" : "");
    if (!dryRun) {
      return tell(service, which, "redrive", parameters);
    }
    print(ParkedText.of(service.api().post(which.path("/redrive"), parameters)));
    return 0;
  }

  @Command(
      name = "backfill",
      description =
          "Gives a build the events of the whole event store once more: what it has is dropped, what"
              + " it missed is projected. Builds do so of themselves where their topic no longer has"
              + " all events when they begin; this is for events that expired later, unread.",
      mixinStandardHelpOptions = true)
  int backfill(@Mixin ServiceOption service, @Mixin Which which) {
    return tell(service, which, "backfill", Map.of("build", which.build));
  }

  @Command(
      name = "rebuild",
      description =
          "Begins a new build beside the one that serves, shows how far it is, and compares the two"
              + " when it has caught up. An interrupted one goes on of itself: --build shows it.",
      mixinStandardHelpOptions = true)
  int rebuild(
      @Mixin ServiceOption service,
      @Mixin Which which,
      @Option(names = "--cut-over", description = "let it serve if it compares equal")
          boolean cutOver)
      throws InterruptedException {
    var rebuild = new Rebuild(service.api(), which.name, out()::println);
    int build = which.build.isEmpty() ? rebuild.begin() : which.number();
    rebuild.awaitCaughtUp(build, Duration.ofSeconds(2));
    boolean equal = rebuild.compare(build);
    if (cutOver && equal) {
      serving(service, which).begin(build, "");
      return 0;
    }
    print(
        String.format(
            "let it serve:  ./millrace projections serve %s --build %d%n", which.name, build));
    return cutOver ? 1 : 0;
  }

  @Command(
      name = "compare",
      description = "Compares the tables of a build with those of the one that serves.",
      mixinStandardHelpOptions = true)
  int compare(@Mixin ServiceOption service, @Mixin Which which) throws InterruptedException {
    var rebuild = new Rebuild(service.api(), which.name, out()::println);
    return rebuild.compare(which.number()) ? 0 : 1;
  }

  @Command(
      name = "serve",
      description =
          "Queries read this build from now on; --roll-back takes the one that served before instead."
              + " Builds go on being kept up to date, whichever serves.",
      mixinStandardHelpOptions = true)
  int serve(
      @Mixin ServiceOption service,
      @Mixin Which which,
      @Option(
              names = "--roll-back",
              description = "to the build that served before the one that serves now")
          boolean rollBack,
      @Option(
              names = "--max-lag-seconds",
              paramLabel = "SECONDS",
              description =
                  "refused while the oldest event that the build has not read is older: queries would"
                      + " go back by so much (default: ${DEFAULT-VALUE})",
              defaultValue = "10")
          String maxLagSeconds)
      throws InterruptedException {
    var serving = serving(service, which);
    serving.begin(rollBack ? serving.buildBefore() : which.number(), maxLagSeconds);
    return 0;
  }

  private Serving serving(ServiceOption service, Which which) {
    return new Serving(service.api(), which.name, out()::println);
  }

  @Command(
      name = "drop",
      description = "Removes a build that does not serve, with its tables, topics and offsets.",
      mixinStandardHelpOptions = true)
  int drop(@Mixin ServiceOption service, @Mixin Which which) {
    return tell(service, which, "drop", Map.of("build", which.build));
  }

  private int tell(
      ServiceOption service, Which which, String command, Map<String, String> parameters) {
    JsonNode answer = service.api().post(which.path("/" + command), parameters);
    print(
        String.format(
            "%s: asked for, build %s of %s%n",
            command, answer.path("build").asText(), answer.path("projection").asText()));
    return 0;
  }

  private void print(String text) {
    out().print(text);
    out().flush();
  }

  private PrintWriter out() {
    return requireNonNull(spec).commandLine().getOut();
  }
}
