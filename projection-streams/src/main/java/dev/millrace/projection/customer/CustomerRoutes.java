package dev.millrace.projection.customer;

import dev.millrace.projection.query.Answers;
import dev.millrace.projection.query.Page;
import dev.millrace.runtime.http.Parameters;
import io.javalin.http.Context;
import java.util.UUID;

/** Queries for customers. */
record CustomerRoutes(CustomerViews views) {

  void summary(Context ctx) {
    UUID id = customerId(ctx);
    Answers.when(
        views.summary(id),
        ctx,
        found -> {
          var summary =
              found.orElseThrow(
                  () ->
                      Answers.notFound(
                          "unknown-customer", "Unknown customer", "no orders of customer " + id));
          Answers.versioned(ctx, summary.version(), summary);
        });
  }

  void orders(Context ctx) {
    int size = Page.size(ctx);
    var after = Page.after(ctx);
    Answers.when(
        views.orders(customerId(ctx), after, size + 1),
        ctx,
        orders -> Answers.json(ctx, Page.of(orders, size, CustomerOrder::position)));
  }

  private static UUID customerId(Context ctx) {
    return Parameters.uuid("customer id", ctx.pathParam("id"));
  }
}
