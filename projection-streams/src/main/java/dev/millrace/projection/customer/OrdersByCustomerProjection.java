package dev.millrace.projection.customer;

import dev.millrace.contract.OrderView;
import dev.millrace.contract.Topic;
import dev.millrace.contract.Topics;
import dev.millrace.projection.BuildParts;
import dev.millrace.projection.Projection;
import dev.millrace.projection.ReadSide;
import dev.millrace.projection.order.OrderFold;
import io.javalin.config.RoutesConfig;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/** The orders of every customer, and a summary of them. */
public final class OrdersByCustomerProjection implements Projection {

  public static final String NAME = "orders-by-customer";

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
    return List.of(CustomerReadModel.ORDERS_TABLE, CustomerReadModel.SUMMARY_TABLE);
  }

  @Override
  public void addTo(StreamsBuilder builder, BuildParts parts) {
    parts.addState(builder, SummaryProcessor.CONTRIBUTIONS, Contribution.class);
    parts.addState(builder, SummaryProcessor.SUMMARIES, CustomerSummary.class);
    KStream<String, OrderView> orders =
        byCustomer(parts.views(builder, source(), OrderFold.FOLD, "folded-orders"));
    parts.writeTimed(
        builder,
        orders.mapValues(CustomerOrder::of, Named.as("customer-order")),
        CustomerReadModel.ORDER_ROWS,
        CustomerOrder::updatedAt);
    KStream<String, CustomerSummary> summaries =
        orders.process(
            SummaryProcessor::new,
            Named.as("summarize-customer"),
            SummaryProcessor.CONTRIBUTIONS,
            SummaryProcessor.SUMMARIES);
    parts.write(builder, summaries, CustomerReadModel.SUMMARY_ROWS);
  }

  @Override
  public void addTo(RoutesConfig routes, ReadSide reads) {
    var views = reads.<CustomerViews>reader(CustomerReadModel::new);
    routes.get("/customers/{id}/orders", ctx -> new CustomerRoutes(views.get()).orders(ctx));
    routes.get("/customers/{id}", ctx -> new CustomerRoutes(views.get()).summary(ctx));
  }

  private static KStream<String, OrderView> byCustomer(KStream<String, OrderView> views) {
    return views
        .selectKey((id, view) -> view.customerId().toString(), Named.as("customer-id"))
        .repartition(
            Repartitioned.with(Serdes.String(), Topics.ORDER_VIEWS.value())
                .withName("by-customer"));
  }
}
