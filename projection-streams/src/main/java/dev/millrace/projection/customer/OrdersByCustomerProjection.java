package dev.millrace.projection.customer;

import dev.millrace.contract.JsonSerde;
import dev.millrace.contract.OrderView;
import dev.millrace.contract.Topics;
import dev.millrace.projection.Projection;
import dev.millrace.projection.fold.EventFold;
import dev.millrace.projection.fold.EventFold.Identity;
import dev.millrace.projection.fold.FoldMetrics;
import dev.millrace.projection.order.OrderFold;
import dev.millrace.projection.sink.Sink;
import dev.millrace.projection.sink.SinkBarrier;
import dev.millrace.projection.sink.SinkProcessor;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The orders of every customer, and a summary of them. */
public record OrdersByCustomerProjection(Sinks sinks, FoldMetrics metrics) implements Projection {

  public static final String NAME = "orders-by-customer";

  /** Where its rows go. */
  public record Sinks(Sink<CustomerOrder> orders, Sink<CustomerSummary> summaries) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void addTo(StreamsBuilder builder, SinkBarrier barrier) {
    builder.addStateStore(store(SummaryProcessor.CONTRIBUTIONS, Contribution.class));
    builder.addStateStore(store(SummaryProcessor.SUMMARIES, CustomerSummary.class));
    KStream<String, OrderView> orders =
        byCustomer(
            new EventFold<>(OrderFold.FOLD, new Identity(NAME, "folded-orders"), metrics)
                .views(builder, Topics.ORDER_EVENTS));
    orders
        .mapValues(CustomerOrder::of, Named.as("customer-order"))
        .process(SinkProcessor.of(barrier, sinks.orders()), Named.as("orders-by-customer-sink"));
    orders
        .process(
            SummaryProcessor::new,
            Named.as("summarize-customer"),
            SummaryProcessor.CONTRIBUTIONS,
            SummaryProcessor.SUMMARIES)
        .process(SinkProcessor.of(barrier, sinks.summaries()), Named.as("customer-summary-sink"));
  }

  private static KStream<String, OrderView> byCustomer(KStream<String, OrderView> views) {
    return views
        .selectKey((id, view) -> view.customerId().toString(), Named.as("customer-id"))
        .repartition(
            Repartitioned.with(Serdes.String(), Topics.ORDER_VIEWS.value())
                .withName("by-customer"));
  }

  private static <V> StoreBuilder<?> store(String name, Class<V> type) {
    Serde<V> serde = JsonSerde.of(type);
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), serde);
  }
}
