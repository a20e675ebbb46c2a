package dev.millrace.projection.order;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.OrderView;
import dev.millrace.order.domain.Order.Cancellation;
import dev.millrace.order.domain.Order.Shipment;
import dev.millrace.order.domain.OrderItem;
import dev.millrace.order.domain.OrderStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order view as a row, and back. */
final class OrderRow {

  private OrderRow() {}

  /** Every column is set, absent ones to null: a newer version may lack what an older one had. */
  static BoundStatement bind(PreparedStatement upsert, OrderView view) {
    Shipment shipment = view.shipment();
    Cancellation cancellation = view.cancellation();
    return upsert
        .boundStatementBuilder()
        .setUuid("order_id", view.orderId())
        .setLong("version", view.version())
        .setUuid("customer_id", view.customerId())
        .setString("status", view.status().name())
        .setString("currency", view.currency())
        .setLong("total_minor", view.totalMinor())
        .setString("items", ContractJson.write(view.items()))
        .setString("tracking_number", shipment == null ? null : shipment.trackingNumber())
        .setString("carrier", shipment == null ? null : shipment.carrier())
        .setString("signature", view.signature())
        .setString("cancellation", cancellation == null ? null : ContractJson.write(cancellation))
        .setInstant("created_at", view.createdAt())
        .setInstant("updated_at", view.updatedAt())
        .build();
  }

  static OrderView read(Row row) {
    return new OrderView(
        row.getUuid("order_id"),
        row.getLong("version"),
        OrderStatus.valueOf(text(row, "status")),
        row.getUuid("customer_id"),
        text(row, "currency"),
        List.of(
            json(OrderItem[].class, ContractJson.reader(OrderItem[].class), text(row, "items"))),
        row.getLong("total_minor"),
        shipment(row),
        row.getString("signature"),
        cancellation(row.getString("cancellation")),
        row.getInstant("created_at"),
        row.getInstant("updated_at"));
  }

  private static @Nullable Shipment shipment(Row row) {
    return row.isNull("tracking_number")
        ? null
        : new Shipment(text(row, "tracking_number"), text(row, "carrier"));
  }

  /** Rows keep the JSON of their day: an order that stays cancelled is never written again. */
  static @Nullable Cancellation cancellation(@Nullable String json) {
    return json == null
        ? null
        : json(Cancellation.class, ContractJson.viewReader(Cancellation.class), json);
  }

  private static String text(Row row, String column) {
    return requireNonNull(row.getString(column), column);
  }

  private static <T> T json(Class<T> type, ObjectReader reader, String text) {
    try {
      return ContractJson.read(type, reader, text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row holds what no projection writes: " + type, e);
    }
  }
}
