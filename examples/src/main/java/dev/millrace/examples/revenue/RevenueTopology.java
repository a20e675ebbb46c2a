package dev.millrace.examples.revenue;

import dev.millrace.contract.JsonSerde;
import dev.millrace.contract.Topic;
import dev.millrace.contract.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * {@code order-events} → totals of confirmed orders, by currency and hour of the confirmation, in
 * minor units.
 */
final class RevenueTopology {

  /** The newest total of each currency and hour. */
  static final Topic<String, Long> REVENUE =
      new Topic<>("example-revenue", Serdes.String(), Serdes.Long(), true);

  private RevenueTopology() {}

  /** Adds it; returns the totals as they change. */
  static KStream<String, Long> addTo(StreamsBuilder builder) {
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(ConfirmedOrders.STORE),
            Serdes.String(),
            JsonSerde.of(OrderTotal.class)));
    KStream<String, Long> totals =
        builder.stream(
                Topics.ORDER_EVENTS.name(),
                Consumed.with(Topics.ORDER_EVENTS.key(), Topics.ORDER_EVENTS.value())
                    .withName("order-events-source"))
            .process(ConfirmedOrders::new, Named.as("confirmed-orders"), ConfirmedOrders.STORE)
            .groupByKey(Grouped.with("by-currency-and-hour", Serdes.String(), Serdes.Long()))
            .reduce(
                Math::addExact,
                Named.as("sum"),
                Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("revenue")
                    .withKeySerde(Serdes.String())
                    .withValueSerde(Serdes.Long()))
            .toStream(Named.as("totals"));
    totals.to(
        REVENUE.name(), Produced.with(REVENUE.key(), REVENUE.value()).withName("revenue-sink"));
    return totals;
  }
}
