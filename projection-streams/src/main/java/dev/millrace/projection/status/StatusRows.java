package dev.millrace.projection.status;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.millrace.contract.ContractJson;
import dev.millrace.order.domain.OrderStatus;
import java.util.Map;
import java.util.Set;

/** Orders by status and their counts as rows, and back. */
final class StatusRows {

  private static final TypeReference<Map<OrderStatus, Long>> COUNTS = new TypeReference<>() {};

  private StatusRows() {}

  static BoundStatement bind(PreparedStatement upsert, StatusOrder order) {
    return upsert
        .boundStatementBuilder()
        .setString("status", order.status().name())
        .setInt("shard", order.shard())
        .setInstant("created_at", order.createdAt())
        .setUuid("order_id", order.orderId())
        .setLong("version", order.version())
        .setUuid("customer_id", order.customerId())
        .setString("currency", order.currency())
        .setLong("total_minor", order.totalMinor())
        .setInstant("updated_at", order.updatedAt())
        .build();
  }

  static BoundStatement bind(PreparedStatement leave, StatusOrder order, OrderStatus status) {
    return leave
        .boundStatementBuilder()
        .setLong("version", order.version())
        .setString("status", status.name())
        .setInt("shard", order.shard())
        .setInstant("created_at", order.createdAt())
        .setUuid("order_id", order.orderId())
        .build();
  }

  static BoundStatement bind(PreparedStatement upsert, StatusCounts counts) {
    return upsert
        .boundStatementBuilder()
        .setInt("shard", counts.shard())
        .setLong("version", counts.version())
        .setString("counts", ContractJson.write(counts.counts()))
        .build();
  }

  static StatusOrder order(Row row) {
    return new StatusOrder(
        row.getUuid("order_id"),
        row.getLong("version"),
        OrderStatus.valueOf(text(row, "status")),
        Set.of(),
        row.getInt("shard"),
        row.getUuid("customer_id"),
        text(row, "currency"),
        row.getLong("total_minor"),
        row.getInstant("created_at"),
        row.getInstant("updated_at"));
  }

  static StatusCounts counts(Row row) {
    try {
      Map<OrderStatus, Long> byStatus =
          ContractJson.lenientReader(Map.class).forType(COUNTS).readValue(text(row, "counts"));
      return new StatusCounts(row.getInt("shard"), row.getLong("version"), byStatus);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row holds what no projection writes", e);
    }
  }

  private static String text(Row row, String column) {
    return requireNonNull(row.getString(column), column);
  }
}
