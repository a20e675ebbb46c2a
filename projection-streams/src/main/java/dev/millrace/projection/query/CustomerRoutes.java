package dev.millrace.projection.query;

import dev.millrace.projection.customer.CustomerOrder;
import dev.millrace.projection.customer.CustomerViews;
import dev.millrace.runtime.http.Parameters;
import dev.millrace.runtime.http.Parameters.Range;
import io.javalin.http.Context;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries for customers. */
record CustomerRoutes(CustomerViews views) {

  private static final Range PAGE_SIZE = new Range(1, 200, 20);

  /**
   * A page of orders.
   *
   * @param nextPageToken null on the last page
   */
  record Page(List<CustomerOrder> orders, @Nullable String nextPageToken) {}

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
    int size = (int) Parameters.number("pageSize", ctx.queryParam("pageSize"), PAGE_SIZE);
    var after = PageToken.parameter("pageToken", ctx.queryParam("pageToken"));
    // One more than the page: whether there is another page shows without another query.
    Answers.when(
        views.orders(customerId(ctx), after, size + 1),
        ctx,
        orders -> Answers.json(ctx, page(orders, size)));
  }

  private static Page page(List<CustomerOrder> orders, int size) {
    if (orders.size() <= size) {
      return new Page(orders, null);
    }
    List<CustomerOrder> page = orders.subList(0, size);
    return new Page(page, PageToken.write(page.get(size - 1).position()));
  }

  private static UUID customerId(Context ctx) {
    return Parameters.uuid("customer id", ctx.pathParam("id"));
  }
}
