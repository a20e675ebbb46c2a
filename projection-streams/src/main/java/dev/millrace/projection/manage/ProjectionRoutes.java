package dev.millrace.projection.manage;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.projection.Build;
import dev.millrace.projection.backfill.BackfillRegister;
import dev.millrace.projection.compare.Comparisons;
import dev.millrace.projection.query.Answers;
import dev.millrace.runtime.http.Parameters;
import dev.millrace.runtime.http.Parameters.Range;
import dev.millrace.runtime.kafka.KafkaSettings;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Operating the projections by HTTP. Commands are written to the register and answered with 202.
 */
public final class ProjectionRoutes implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 5_000;

  private final ProjectionManager manager;
  private final BuildRegister register;
  private final RedriveRegister redrives;
  private final RequestedBuild requested;
  private final BackfillRegister backfills;
  private final Comparisons comparisons;
  private final Admin admin;
  private final ProjectionOverview overview;
  private final ParkedOverview parked;
  private final ServeGuard serveGuard;

  private ProjectionRoutes(
      ProjectionManager manager, CqlSession session, KafkaSettings kafka, Admin admin) {
    this.manager = manager;
    this.register = new BuildRegister(session);
    this.redrives = new RedriveRegister(session);
    this.requested = new RequestedBuild(manager, register);
    this.comparisons = new Comparisons(session);
    this.admin = admin;
    this.backfills = new BackfillRegister(session);
    this.overview = new ProjectionOverview(manager, backfills, admin, kafka.bootstrapServers());
    this.parked = new ParkedOverview(manager, kafka.bootstrapServers(), ParkedOverview.PATIENCE);
    this.serveGuard = new ServeGuard(overview, backfills, admin);
  }

  /** Operations on the projections of a manager that has been started. */
  public static ProjectionRoutes open(
      ProjectionManager manager, CqlSession session, KafkaSettings kafka) {
    Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS));
    return new ProjectionRoutes(manager, session, kafka, admin);
  }

  /**
   * Adds the routes.
   *
   * @param operations asked at every request
   */
  public static void addTo(RoutesConfig routes, Supplier<ProjectionRoutes> operations) {
    String one = "/projections/{name}";
    routes.get("/projections", ctx -> operations.get().list(ctx));
    routes.get(one, ctx -> operations.get().show(ctx));
    routes.get(one + "/parked", ctx -> operations.get().parked(ctx));
    routes.post(one + "/pause", ctx -> operations.get().want(ctx, Wanted.PAUSED));
    routes.post(one + "/resume", ctx -> operations.get().want(ctx, Wanted.RUNNING));
    routes.post(one + "/redrive", ctx -> operations.get().redrive(ctx));
    routes.post(one + "/rebuild", ctx -> operations.get().rebuild(ctx));
    routes.post(one + "/backfill", ctx -> operations.get().backfill(ctx));
    routes.post(one + "/serve", ctx -> operations.get().serve(ctx));
    routes.post(one + "/compare", ctx -> operations.get().compare(ctx));
    routes.get(one + "/comparison", ctx -> operations.get().comparison(ctx));
    routes.post(one + "/drop", ctx -> operations.get().drop(ctx));
  }

  private void list(Context ctx) {
    Answers.json(ctx, overview.all());
  }

  private void show(Context ctx) {
    String name = RequestedBuild.projection(ctx);
    Answers.json(ctx, overview.of(name).orElseThrow(() -> RequestedBuild.unknown(name)));
  }

  private void parked(Context ctx) {
    Answers.json(ctx, parked.of(requested.orServing(ctx).build()));
  }

  private void want(Context ctx, Wanted wanted) {
    accepted(ctx, requested.orServing(ctx).build(), build -> register.want(build, wanted));
  }

  private void redrive(Context ctx) {
    boolean dryRun = Parameters.flag("dryRun", ctx.queryParam("dryRun"));
    Build of = requested.orServing(ctx).build();
    var target = RedriveTarget.of(ctx.queryParam("aggregate"), tables(of));
    if (dryRun) {
      Answers.json(ctx, parked.of(of).stream().filter(one -> target.concerns(one.id())).toList());
      return;
    }
    accepted(ctx, of, build -> redrives.request(build, target.id()));
  }

  private void rebuild(Context ctx) {
    String name = RequestedBuild.projection(ctx);
    int version =
        manager.projection(name).orElseThrow(() -> RequestedBuild.unknown(name)).version();
    try {
      accepted(ctx, register.add(name, version), build -> {});
    } catch (ConcurrentChangeException e) {
      throw Answers.conflict(e.getMessage());
    }
  }

  private void backfill(Context ctx) {
    accepted(ctx, requested.orServing(ctx).build(), backfills::request);
  }

  private void serve(Context ctx) {
    Build to = requested.named(ctx).build();
    Build from = requested.serving(to.projection()).build();
    if (from.equals(to)) {
      throw Answers.conflict("build " + to + " serves already");
    }
    serveGuard.requireReady(to, maxLagSeconds(ctx));
    accepted(ctx, to, build -> register.serve(from, build));
  }

  private static long maxLagSeconds(Context ctx) {
    var range = new Range(0, Long.MAX_VALUE, 10);
    return Parameters.number("maxLagSeconds", ctx.queryParam("maxLagSeconds"), range);
  }

  private void compare(Context ctx) {
    Build other = requested.named(ctx).build();
    Build serving = requested.serving(other.projection()).build();
    if (serving.equals(other)) {
      throw Answers.conflict("build " + other + " serves: there is nothing to compare it with");
    }
    accepted(ctx, other, build -> comparisons.begin(serving, build, tables(other)));
  }

  private List<String> tables(Build build) {
    return manager.projection(build.projection()).orElseThrow().tables();
  }

  private void comparison(Context ctx) {
    Build build = requested.named(ctx).build();
    Answers.json(
        ctx,
        comparisons
            .of(build)
            .orElseThrow(
                () ->
                    Answers.notFound(
                        "no-comparison",
                        "No comparison",
                        "build " + build + " has not been compared on this instance")));
  }

  private void drop(Context ctx) {
    BuildRecord record = requested.named(ctx);
    if (record.serving()) {
      throw Answers.conflict("build " + record.build() + " serves; let another one serve first");
    }
    accepted(ctx, record.build(), build -> register.want(build, Wanted.DROPPED));
  }

  private static void accepted(Context ctx, Build build, Consumer<Build> command) {
    try {
      command.accept(build);
    } catch (ConcurrentChangeException e) {
      throw Answers.conflict(e.getMessage());
    }
    ctx.status(202);
    Answers.json(ctx, Map.of("projection", build.projection(), "build", build.number()));
  }

  @Override
  public void close() {
    comparisons.close();
    admin.close(Duration.ofSeconds(1));
  }
}
