package dev.millrace.command.http;

import dev.millrace.command.handler.CommandHandler;
import dev.millrace.command.handler.Folded;
import dev.millrace.command.handler.Horizon;
import dev.millrace.command.store.EventStore;
import dev.millrace.contract.OrderEvents;
import dev.millrace.contract.OrderView;
import dev.millrace.order.domain.Order;
import dev.millrace.order.domain.OrderCommand;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.runtime.http.ApiDocs;
import dev.millrace.runtime.http.Parameters;
import dev.millrace.runtime.http.Problem;
import dev.millrace.runtime.http.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The order's HTTP API. */
public final class OrderRoutes {

  private static final Map<String, Class<? extends OrderCommand>> COMMANDS =
      Map.of(
          "confirm", OrderCommand.Confirm.class,
          "ship", OrderCommand.Ship.class,
          "deliver", OrderCommand.Deliver.class,
          "cancel", OrderCommand.Cancel.class);

  private final CommandHandler<OrderCommand, Order, OrderEvent> handler;
  private final HistoryRoute history;
  private final InFlightLimit limit;
  private final OutcomeMetrics metrics;

  public OrderRoutes(
      CommandHandler<OrderCommand, Order, OrderEvent> handler,
      EventStore store,
      InFlightLimit limit,
      OutcomeMetrics metrics) {
    this.handler = handler;
    this.history = new HistoryRoute(store, OrderEvents.TYPES);
    this.limit = limit;
    this.metrics = metrics;
  }

  /**
   * Adds the routes, the errors that they answer, and their document.
   *
   * @param orders asked at every request
   */
  public static void addTo(RoutesConfig routes, Supplier<OrderRoutes> orders) {
    routes.post("/orders", ctx -> orders.get().create(ctx));
    COMMANDS.forEach(
        (path, type) ->
            routes.post("/orders/{id}/" + path, ctx -> orders.get().command(ctx, type)));
    routes.put(
        "/orders/{id}/items", ctx -> orders.get().command(ctx, OrderCommand.UpdateItems.class));
    routes.get("/orders/{id}", ctx -> orders.get().current(ctx));
    routes.get("/orders/{id}/events", ctx -> orders.get().history(ctx));
    StoreErrors.addTo(routes);
    ApiDocs.addTo(routes, "/openapi.json");
  }

  private void create(Context ctx) {
    CommandHeaders headers = headers(ctx);
    UUID orderId = OrderIds.createdBy(headers.commandId());
    send(ctx, headers, orderId, CommandBody.read(ctx, OrderCommand.Create.class));
  }

  private void command(Context ctx, Class<? extends OrderCommand> type) {
    UUID orderId = orderId(ctx);
    send(ctx, headers(ctx), orderId, CommandBody.read(ctx, type));
  }

  /** The command's headers; from now on every answer has its correlation id. */
  private static CommandHeaders headers(Context ctx) {
    CommandHeaders headers = CommandHeaders.read(ctx);
    ctx.header(CommandHeaders.CORRELATION_ID, headers.correlationId());
    return headers;
  }

  private void send(Context ctx, CommandHeaders headers, UUID orderId, OrderCommand command) {
    var request = OrderCommands.request(orderId, command, headers);
    long start = System.nanoTime();
    answer(
        ctx,
        () -> handler.handle(request),
        outcome -> {
          metrics.record(request.name(), outcome, System.nanoTime() - start);
          OutcomeAnswers.answer(ctx, orderId, outcome);
        });
  }

  private void current(Context ctx) {
    UUID orderId = orderId(ctx);
    Optional<Horizon> past = TimeTravel.asked(ctx);
    answer(
        ctx,
        () -> past.map(then -> handler.at(orderId, then)).orElseGet(() -> handler.current(orderId)),
        folded -> OutcomeAnswers.view(ctx, existing(ctx, orderId, folded)));
  }

  private void history(Context ctx) {
    UUID orderId = orderId(ctx);
    answer(ctx, () -> history.read(ctx, orderId), Runnable::run);
  }

  private <T> void answer(Context ctx, Supplier<CompletionStage<T>> work, Consumer<T> answer) {
    ctx.future(() -> limit.run(work).thenAccept(answer).toCompletableFuture());
  }

  private static OrderView existing(Context ctx, UUID orderId, Folded<Order> folded) {
    String asked = ctx.queryParam("version");
    if (folded.version() == 0) {
      throw HistoryRoute.unknown(orderId);
    }
    if (asked != null && folded.version() < Long.parseLong(asked)) {
      throw new ProblemException(
          Problem.of(
                  404,
                  "unknown-version",
                  "Unknown version",
                  "order " + orderId + " has no version " + asked + " yet")
              .with("version", folded.version()));
    }
    return OutcomeAnswers.viewOf(orderId, folded);
  }

  private static UUID orderId(Context ctx) {
    return Parameters.uuid("order id", ctx.pathParam("id"));
  }
}
