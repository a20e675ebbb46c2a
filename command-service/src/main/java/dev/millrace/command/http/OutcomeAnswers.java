package dev.millrace.command.http;

import dev.millrace.aggregate.Rejection;
import dev.millrace.command.handler.AppendLimits.Excess;
import dev.millrace.command.handler.CommandOutcome;
import dev.millrace.command.handler.CommandOutcome.Accepted;
import dev.millrace.command.handler.CommandOutcome.Contended;
import dev.millrace.command.handler.CommandOutcome.KeyReused;
import dev.millrace.command.handler.CommandOutcome.Rejected;
import dev.millrace.command.handler.CommandOutcome.TooLarge;
import dev.millrace.command.handler.CommandOutcome.VersionMismatch;
import dev.millrace.command.handler.Folded;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.OrderView;
import dev.millrace.order.domain.Order;
import dev.millrace.runtime.http.HttpService;
import dev.millrace.runtime.http.Problem;
import io.javalin.http.Context;
import java.util.UUID;

/** The one table from outcomes to HTTP answers. */
final class OutcomeAnswers {

  private OutcomeAnswers() {}

  static void answer(Context ctx, UUID orderId, CommandOutcome<Order> outcome) {
    if (outcome instanceof Accepted<Order> accepted) {
      // Only the command that makes an order has none in its path.
      if (ctx.pathParamMap().isEmpty()) {
        ctx.status(201).header("Location", "/orders/" + orderId);
      }
      view(ctx, viewOf(orderId, accepted.folded()));
    } else {
      HttpService.answer(ctx, problem(outcome));
    }
  }

  static void view(Context ctx, OrderView view) {
    ctx.header("ETag", "\"" + view.version() + '"')
        .contentType("application/json")
        .result(ContractJson.write(view));
  }

  static OrderView viewOf(UUID orderId, Folded<Order> folded) {
    return OrderView.of(
        orderId,
        folded.version(),
        folded.state(),
        new OrderView.Lifetime(folded.createdAt(), folded.updatedAt()));
  }

  private static Problem problem(CommandOutcome<Order> outcome) {
    if (outcome instanceof Rejected<Order> rejected) {
      return rejected(rejected.rejection(), rejected.version());
    }
    if (outcome instanceof VersionMismatch<Order> mismatch) {
      return Problem.of(
              412,
              "version-mismatch",
              "Precondition failed",
              "If-Match must be the current version "
                  + mismatch.actual()
                  + ", got "
                  + mismatch.expected())
          .with("version", mismatch.actual());
    }
    if (outcome instanceof KeyReused<Order> reused) {
      return Problem.of(
          422,
          "idempotency-key-reused",
          "Idempotency key reused",
          "Idempotency-Key was used before for another command, " + reused.earlierCommand());
    }
    if (outcome instanceof TooLarge<Order> tooLarge) {
      return tooLarge(tooLarge.excess());
    }
    if (outcome instanceof Contended<Order> contended) {
      return Problem.of(
          503,
          "contended",
          "Order is contended",
          "others changed the order first in each of "
              + contended.attempts()
              + " attempts; nothing was written, retry");
    }
    throw new AssertionError("unhandled outcome " + outcome.getClass());
  }

  private static Problem tooLarge(Excess excess) {
    Problem problem =
        switch (excess.limit()) {
          case EVENTS ->
              Problem.of(422, "too-many-events", "Too many events", exceeded("events", excess));
          case EVENT_BYTES ->
              Problem.of(413, "event-too-large", "Event too large", exceeded("bytes", excess));
          case BATCH_BYTES ->
              Problem.of(413, "batch-too-large", "Batch too large", exceeded("bytes", excess));
        };
    return problem.with("limit", excess.allowed()).with("actual", excess.actual());
  }

  private static String exceeded(String unit, Excess excess) {
    return "the command would write %d %s, the limit is %d"
        .formatted(excess.actual(), unit, excess.allowed());
  }

  private static Problem rejected(Rejection rejection, long version) {
    String code = rejection.rule().code();
    return switch (rejection.rule().kind()) {
      case INVALID ->
          Problem.of(400, code, "Invalid command", rejection.detail())
              .with("field", rejection.field());
      case UNKNOWN -> Problem.of(404, code, "Unknown order", rejection.detail());
      case CONFLICT ->
          Problem.of(409, code, "Rule broken", rejection.detail()).with("version", version);
    };
  }
}
