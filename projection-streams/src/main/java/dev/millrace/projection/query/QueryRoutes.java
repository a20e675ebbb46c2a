package dev.millrace.projection.query;

import dev.millrace.projection.customer.CustomerViews;
import dev.millrace.projection.order.OrderViews;
import io.javalin.config.RoutesConfig;

/** The query API. */
public final class QueryRoutes {

  private final OrderRoutes orders;
  private final CustomerRoutes customers;

  public QueryRoutes(OrderViews orders, CustomerViews customers, QuerySettings settings) {
    this.orders = new OrderRoutes(orders, settings);
    this.customers = new CustomerRoutes(customers);
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/orders/{id}", orders::order);
    routes.get("/customers/{id}/orders", customers::orders);
    routes.get("/customers/{id}", customers::summary);
  }
}
