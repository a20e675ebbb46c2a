package dev.millrace.projection.status;

import dev.millrace.order.domain.OrderStatus;
import dev.millrace.projection.query.Answers;
import dev.millrace.projection.query.Page;
import dev.millrace.runtime.http.Parameters;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/** Queries for orders by status. */
record StatusRoutes(StatusViews views) {

  /** An order as it is shown. */
  record Shown(
      UUID orderId,
      long version,
      OrderStatus status,
      UUID customerId,
      String currency,
      long totalMinor,
      Instant createdAt,
      Instant updatedAt) {

    static Shown of(StatusOrder order) {
      return new Shown(
          order.orderId(),
          order.version(),
          order.status(),
          order.customerId(),
          order.currency(),
          order.totalMinor(),
          order.createdAt(),
          order.updatedAt());
    }
  }

  void counts(Context ctx) {
    Answers.when(views.counts(), ctx, counts -> Answers.json(ctx, counts));
  }

  void orders(Context ctx) {
    int size = Page.size(ctx);
    Answers.when(
        views.orders(status(ctx.pathParam("status")), Page.after(ctx), size + 1),
        ctx,
        found -> {
          Page<StatusOrder> page = Page.of(found, size, StatusOrder::position);
          var shown = page.orders().stream().map(Shown::of).toList();
          Answers.json(ctx, new Page<>(shown, page.nextPageToken()));
        });
  }

  private static OrderStatus status(String text) {
    return Arrays.stream(OrderStatus.values())
        .filter(status -> status.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                Parameters.invalid(
                    "status", "must be one of " + Arrays.toString(OrderStatus.values()), text));
  }
}
