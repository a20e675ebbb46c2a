package dev.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cli.Main;
import dev.millrace.cli.conservation.Conservation;
import dev.millrace.cli.demo.CommandClient;
import dev.millrace.cli.demo.CommandClient.Answer;
import dev.millrace.cli.demo.CommandClient.Command;
import dev.millrace.cli.demo.DemoLoad;
import dev.millrace.cli.demo.DemoRecorder;
import dev.millrace.cli.pipeline.Endpoints;
import dev.millrace.cli.pipeline.Pipeline;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A life of a projection by {@code ./millrace projections}, under load and with queries. */
@ExtendWith(PipelineExtension.class)
class OperatorIT {

  private static final String ROWS = "order_read_model";

  private Pipeline pipeline;
  private CommandClient client;

  @BeforeEach
  void use(Pipeline running) {
    pipeline = running;
    client = new CommandClient(running::endpoints);
  }

  /** What a command printed. */
  private record Told(int exit, String out, String err) {

    private static final Pattern BUILD = Pattern.compile("build (\\d+) begun");

    int build() {
      var begun = BUILD.matcher(out);
      assertThat(begun.find()).as(out + err).isTrue();
      return Integer.parseInt(begun.group(1));
    }

    /** The line of a build in the table. */
    String line(String build) {
      return out.lines().filter(line -> line.startsWith(build + " ")).findFirst().orElse("");
    }
  }

  @Test
  void rebuiltCutOverRolledBackAndDroppedWhileQueriesAreServedAndNothingIsLost() {
    List<String> orders = Stream.generate(this::create).limit(5).toList();
    orders.forEach(this::awaitView);
    try (CqlSession session = TestSessions.open(pipeline);
        var queries = SteadyQueries.of(pipeline.endpoints().queries(), orders)) {
      Told rebuilt = underLoad(() -> done("rebuild", "order", "--cut-over"));
      int build = rebuilt.build();
      try {
        assertThat(rebuilt.out()).contains("% read", ROWS + ": ", "build " + build + " serves");
        awaitConserved(session);

        assertThat(done("serve", "order", "--roll-back").out()).contains("build 1 serves");
        assertThat(done("serve", "order", "--roll-back").out())
            .contains("build " + build + " serves");
        done("serve", "order", "--build", "1");
        long answers = queries.answers();
        Awaitility.await().until(() -> queries.answers() > answers + 2L * orders.size());
        assertThat(queries.faults()).isEmpty();
        awaitConserved(session);
        aRefusedRowIsParkedAndRedrivenByTheIdThatIsListed(session, build);
      } finally {
        tell("serve", "order", "--build", "1");
        drop(build);
      }
    }
  }

  @Test
  void pausedResumedAndRefused() {
    done("pause", "order");
    awaitLine("order", "PAUSED");
    Told lagging = tell("serve", "order", "--build", "1");
    assertThat(lagging.err()).contains("build order serves already");
    done("resume", "order");
    awaitLine("order", "RUNNING");

    Told unknown = tell("rebuild", "order", "--build", "77");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("there is no build 77 of order");
    Told alone = tell("serve", "orders-by-status", "--roll-back");
    assertThat(alone.exit()).isEqualTo(1);
    assertThat(alone.err()).contains("none but build 1 has served");
  }

  private void aRefusedRowIsParkedAndRedrivenByTheIdThatIsListed(CqlSession session, int build) {
    String table = ROWS + '_' + build;
    String[] which = {"order", "--build", Integer.toString(build)};
    String definition = definition(session, table);
    session.execute("DROP TABLE millrace." + table);
    String id = ROWS + '/' + create().substring("/orders/".length());
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> done(with("parked", which)).out().contains(id + " from 0"));
    session.execute(definition);

    Told dry = done(with("redrive", which, "--dry-run", "--aggregate", id));
    assertThat(dry.out().lines()).singleElement().asString().startsWith(id);
    done(with("redrive", which, "--aggregate", id));
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> done(with("parked", which)).out().contains("nothing is parked"));
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> session.execute("SELECT * FROM millrace." + table).all().size() == 1);
    assertThat(done().line("order-" + build)).containsPattern("  20\\d\\d-\\S+Z: ");
  }

  private static String definition(CqlSession session, String table) {
    return session
        .refreshSchema()
        .getKeyspace("millrace")
        .flatMap(keyspace -> keyspace.getTable(table))
        .orElseThrow()
        .describe(true);
  }

  private void drop(int build) {
    done("drop", "order", "--build", Integer.toString(build));
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> done().line("order-" + build).isEmpty());
  }

  private void awaitLine(String build, String state) {
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> done().line(build).contains(' ' + state + ' '));
  }

  /** Runs something while orders are led through their lives. */
  private <T> T underLoad(Supplier<T> action) {
    var ended = new AtomicBoolean();
    try (var recorder = new DemoRecorder(client)) {
      var load =
          CompletableFuture.runAsync(
              () -> {
                while (!ended.get()) {
                  new DemoLoad(5, 2, System.nanoTime()).run(client, recorder, count -> {});
                }
              });
      try {
        return action.get();
      } finally {
        ended.set(true);
        load.join();
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> !recorder.isAwaitingViews());
        assertThat(recorder.unexpected()).isEmpty();
      }
    }
  }

  private void awaitConserved(CqlSession session) {
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(Conservation.check(session, pipeline.endpoints()).examples()).isEmpty());
  }

  private String create() {
    String body =
        "{\"customerId\":\"%s\",\"currency\":\"EUR\",\"items\":[{\"productId\":\"p\",\"quantity\":1,\"unitPriceMinor\":100}]}"
            .formatted(UUID.randomUUID());
    Answer answer = client.send(new Command("POST", "/orders", body, UUID.randomUUID()));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.location();
  }

  private void awaitView(String order) {
    Answer answer =
        new CommandClient(this::queriesOnly)
            .send(
                new Command(
                    "GET", order + "?minVersion=1&waitMillis=10000", "", UUID.randomUUID()));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private Endpoints queriesOnly() {
    var all = pipeline.endpoints();
    return new Endpoints(
        all.database(), all.datacenter(), all.kafka(), all.queries(), all.queries());
  }

  private static String[] with(String command, String[] which, String... more) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(which));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private Told done(String... command) {
    Told told = tell(command);
    assertThat(told.exit()).as(String.join(" ", command) + ": " + told.out() + told.err()).isZero();
    return told;
  }

  private Told tell(String... command) {
    var out = new StringWriter();
    var err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("projections"));
    all.addAll(List.of(command));
    all.addAll(List.of("--service", pipeline.endpoints().queries().toString()));
    int exit =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new Told(exit, out.toString(), err.toString());
  }
}
