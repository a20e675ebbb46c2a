package dev.millrace.projection.customer;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.millrace.contract.ContractJson;
import dev.millrace.order.domain.OrderStatus;
import java.math.BigInteger;
import java.util.Map;

/** Orders and summaries of customers as rows, and back. */
final class CustomerRows {

  private static final TypeReference<Map<OrderStatus, Long>> COUNTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, BigInteger>> TOTALS = new TypeReference<>() {};

  private CustomerRows() {}

  static BoundStatement bind(PreparedStatement upsert, CustomerOrder order) {
    return upsert
        .boundStatementBuilder()
        .setUuid("customer_id", order.customerId())
        .setInstant("created_at", order.createdAt())
        .setUuid("order_id", order.orderId())
        .setLong("version", order.version())
        .setString("status", order.status().name())
        .setString("currency", order.currency())
        .setLong("total_minor", order.totalMinor())
        .setInt("item_count", order.itemCount())
        .setInstant("updated_at", order.updatedAt())
        .build();
  }

  static BoundStatement bind(PreparedStatement upsert, CustomerSummary summary) {
    return upsert
        .boundStatementBuilder()
        .setUuid("customer_id", summary.customerId())
        .setLong("version", summary.version())
        .setString("orders_by_status", ContractJson.write(summary.ordersByStatus()))
        .setString("lifetime_totals", ContractJson.write(summary.lifetimeTotals()))
        .setUuid("last_order_id", summary.lastOrderId())
        .setInstant("last_order_at", summary.lastOrderAt())
        .build();
  }

  static CustomerOrder order(Row row) {
    return new CustomerOrder(
        row.getUuid("customer_id"),
        row.getUuid("order_id"),
        row.getLong("version"),
        OrderStatus.valueOf(text(row, "status")),
        text(row, "currency"),
        row.getLong("total_minor"),
        row.getInt("item_count"),
        row.getInstant("created_at"),
        row.getInstant("updated_at"));
  }

  static CustomerSummary summary(Row row) {
    return new CustomerSummary(
        row.getUuid("customer_id"),
        row.getLong("version"),
        map(COUNTS, text(row, "orders_by_status")),
        map(TOTALS, text(row, "lifetime_totals")),
        row.getUuid("last_order_id"),
        row.getInstant("last_order_at"));
  }

  private static String text(Row row, String column) {
    return requireNonNull(row.getString(column), column);
  }

  private static <K, V> Map<K, V> map(TypeReference<Map<K, V>> type, String json) {
    try {
      return ContractJson.lenientReader(Map.class).forType(type).readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row holds what no projection writes", e);
    }
  }
}
