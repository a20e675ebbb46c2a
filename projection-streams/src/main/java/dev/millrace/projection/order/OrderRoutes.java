package dev.millrace.projection.order;

import dev.millrace.contract.OrderView;
import dev.millrace.projection.order.VersionWait.Pauses;
import dev.millrace.projection.query.Answers;
import dev.millrace.projection.query.QuerySettings;
import dev.millrace.projection.sink.RowNotices;
import dev.millrace.runtime.http.Parameters;
import dev.millrace.runtime.http.Parameters.Range;
import dev.millrace.runtime.http.Problem;
import dev.millrace.runtime.http.ProblemException;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Queries for single orders. */
record OrderRoutes(OrderViews views, RowNotices notices, QuerySettings settings) {

  void order(Context ctx) {
    UUID id = Parameters.uuid("order id", ctx.pathParam("id"));
    long minVersion =
        Parameters.number(
            "minVersion", ctx.queryParam("minVersion"), new Range(0, Long.MAX_VALUE, 0));
    var wait = new VersionWait(views, notices, id, minVersion, Pauses.USUAL);
    Answers.when(wait.upTo(patience(ctx)), ctx, view -> answer(ctx, id, minVersion, view));
  }

  private Duration patience(Context ctx) {
    var range = new Range(0, Long.MAX_VALUE, settings.defaultWait().toMillis());
    long asked = Parameters.number("waitMillis", ctx.queryParam("waitMillis"), range);
    return Duration.ofMillis(Math.min(asked, settings.maxWait().toMillis()));
  }

  private static void answer(Context ctx, UUID id, long minVersion, Optional<OrderView> view) {
    long version = view.map(OrderView::version).orElse(0L);
    if (version < minVersion) {
      // Not 404 where there is no view: the caller knows of an event of it, so there will be one.
      throw behind(id, minVersion, version);
    }
    OrderView found =
        view.orElseThrow(
            () -> Answers.notFound("unknown-order", "Unknown order", "there is no order " + id));
    Answers.versioned(ctx, found.version(), found);
  }

  private static ProblemException behind(UUID id, long minVersion, long version) {
    return new ProblemException(
        Problem.of(
                504,
                "view-behind",
                "View behind",
                "order " + id + " is projected up to version " + version + ", not " + minVersion)
            .with("version", version)
            .with("minVersion", minVersion));
  }
}
