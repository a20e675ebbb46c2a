package dev.millrace.cli.conservation;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.cli.conservation.ExpectedViews.CustomerFigures;
import dev.millrace.cli.conservation.ExpectedViews.OrderLine;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.OrderView;
import dev.millrace.order.domain.Order.Cancellation;
import dev.millrace.order.domain.Order.Shipment;
import dev.millrace.order.domain.OrderItem;
import dev.millrace.order.domain.OrderStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the whole read tables, of the builds that serve. */
record ViewRows(CqlSession session, ServingTables tables) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static ViewRows of(CqlSession session) {
    return new ViewRows(session, ServingTables.of(session));
  }

  Map<UUID, OrderView> orders() {
    Map<UUID, OrderView> views = new HashMap<>();
    for (Row row : scan("order", "order_read_model")) {
      OrderView view = order(row);
      views.put(view.orderId(), view);
    }
    return views;
  }

  Map<UUID, List<OrderLine>> ordersByCustomer() {
    Map<UUID, List<OrderLine>> lines = new HashMap<>();
    for (Row row : scan("orders-by-customer", "orders_by_customer")) {
      UUID customer = requireNonNull(row.getUuid("customer_id"));
      lines.computeIfAbsent(customer, id -> new ArrayList<>()).add(line(row));
    }
    return lines;
  }

  Map<UUID, CustomerFigures> customers() {
    Map<UUID, CustomerFigures> customers = new HashMap<>();
    for (Row row : scan("orders-by-customer", "customer_summary")) {
      var figures =
          new CustomerFigures(
              row.getLong("version"),
              json(
                  row.getString("orders_by_status"),
                  new TypeReference<TreeMap<String, Integer>>() {}),
              json(
                  row.getString("lifetime_totals"), new TypeReference<TreeMap<String, Long>>() {}));
      customers.put(requireNonNull(row.getUuid("customer_id")), figures);
    }
    return customers;
  }

  /** The lists that an order is in, which is to be one. */
  Map<UUID, List<String>> statuses() {
    Map<UUID, List<String>> statuses = new HashMap<>();
    for (Row row : scan("orders-by-status", "orders_by_status")) {
      statuses
          .computeIfAbsent(requireNonNull(row.getUuid("order_id")), id -> new ArrayList<>())
          .add(row.getString("status") + " " + row.getLong("version"));
    }
    return statuses;
  }

  /** How many orders have each status, over all shards. */
  Map<String, Long> statusCounts() {
    Map<String, Long> counts = new TreeMap<>();
    for (Row row : scan("orders-by-status", "order_status_counts")) {
      json(row.getString("counts"), new TypeReference<Map<String, Long>>() {})
          .forEach((status, count) -> counts.merge(status, count, Long::sum));
    }
    return counts;
  }

  private Iterable<Row> scan(String projection, String table) {
    return session.execute(
        SimpleStatement.newInstance("SELECT * FROM " + tables.table(projection, table))
            .setPageSize(2_000)
            .setTimeout(Duration.ofSeconds(30)));
  }

  private static OrderView order(Row row) {
    String tracking = row.getString("tracking_number");
    String carrier = row.getString("carrier");
    return new OrderView(
        requireNonNull(row.getUuid("order_id")),
        row.getLong("version"),
        OrderStatus.valueOf(requireNonNull(row.getString("status"))),
        requireNonNull(row.getUuid("customer_id")),
        requireNonNull(row.getString("currency")),
        json(row.getString("items"), new TypeReference<List<OrderItem>>() {}),
        row.getLong("total_minor"),
        tracking == null || carrier == null ? null : new Shipment(tracking, carrier),
        row.getString("signature"),
        cancellation(row.getString("cancellation")),
        requireNonNull(row.getInstant("created_at")),
        requireNonNull(row.getInstant("updated_at")));
  }

  /** Of any age: an order that stays cancelled is never written again. */
  static @Nullable Cancellation cancellation(@Nullable String json) {
    try {
      return json == null
          ? null
          : ContractJson.read(
              Cancellation.class, ContractJson.viewReader(Cancellation.class), json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("order_read_model holds a cancellation that does not fit", e);
    }
  }

  private static OrderLine line(Row row) {
    return new OrderLine(
        requireNonNull(row.getInstant("created_at")),
        requireNonNull(row.getUuid("order_id")),
        row.getLong("version"),
        requireNonNull(row.getString("status")),
        requireNonNull(row.getString("currency")),
        row.getLong("total_minor"),
        row.getInt("item_count"));
  }

  private static <T> T json(@Nullable String text, TypeReference<T> type) {
    try {
      return JSON.readValue(requireNonNull(text), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a read table holds JSON that does not fit " + type, e);
    }
  }
}
