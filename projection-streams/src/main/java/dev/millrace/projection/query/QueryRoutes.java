package dev.millrace.projection.query;

import dev.millrace.projection.customer.CustomerViews;
import dev.millrace.projection.order.OrderViews;
import io.javalin.config.RoutesConfig;
import java.util.function.Supplier;

/** The query API. */
public final class QueryRoutes {

  private final OrderRoutes orders;
  private final CustomerRoutes customers;

  public QueryRoutes(OrderViews orders, CustomerViews customers, QuerySettings settings) {
    this.orders = new OrderRoutes(orders, settings);
    this.customers = new CustomerRoutes(customers);
  }

  /**
   * Adds the routes.
   *
   * @param queries asked at every request
   */
  public static void addTo(RoutesConfig routes, Supplier<QueryRoutes> queries) {
    routes.get("/orders/{id}", ctx -> queries.get().orders.order(ctx));
    routes.get("/customers/{id}/orders", ctx -> queries.get().customers.orders(ctx));
    routes.get("/customers/{id}", ctx -> queries.get().customers.summary(ctx));
  }
}
