package dev.millrace.projection.status;

import dev.millrace.contract.OrderView;
import dev.millrace.contract.Topic;
import dev.millrace.contract.Topics;
import dev.millrace.order.domain.OrderStatus;
import dev.millrace.projection.BuildParts;
import dev.millrace.projection.Projection;
import dev.millrace.projection.ReadSide;
import dev.millrace.projection.order.OrderFold;
import io.javalin.config.RoutesConfig;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** What an operations dashboard shows: the orders of a status, newest first, and their number. */
public final class OrdersByStatusProjection implements Projection {

  public static final String NAME = "orders-by-status";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Topic<String, byte[]> source() {
    return Topics.ORDER_EVENTS;
  }

  @Override
  public List<String> tables() {
    return List.of(StatusReadModel.ORDERS_TABLE, StatusReadModel.COUNTS_TABLE);
  }

  @Override
  public void addTo(StreamsBuilder builder, BuildParts parts) {
    parts.addState(builder, StatusProcessor.STATUSES, OrderStatus.class);
    parts.addState(builder, StatusProcessor.COUNTS, StatusCounts.class);
    KStream<String, OrderView> views =
        parts.views(builder, source(), OrderFold.FOLD, "folded-orders");
    KStream<String, StatusStep> steps =
        views.process(
            StatusProcessor::new,
            Named.as("follow-status"),
            StatusProcessor.STATUSES,
            StatusProcessor.COUNTS);
    parts.writeTimed(
        builder,
        steps.mapValues(StatusStep::order, Named.as("status-order")),
        StatusReadModel.ORDER_ROWS,
        StatusOrder::updatedAt);
    parts.write(
        builder,
        steps.mapValues(StatusStep::counts, Named.as("status-counts-of-shard")),
        StatusReadModel.COUNT_ROWS);
  }

  @Override
  public void addTo(RoutesConfig routes, ReadSide reads) {
    var views = reads.<StatusViews>reader(StatusReadModel::new);
    routes.get("/statuses", ctx -> new StatusRoutes(views.get()).counts(ctx));
    routes.get("/statuses/{status}/orders", ctx -> new StatusRoutes(views.get()).orders(ctx));
  }
}
