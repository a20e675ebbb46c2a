package dev.millrace.testkit;

import dev.millrace.contract.EventRecords;
import dev.millrace.contract.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** The readme's example: how many events there are of each type. */
final class EventCounts {

  static final String TOPIC = "event-counts";

  private EventCounts() {}

  static void define(StreamsBuilder builder) {
    builder.stream(
            Topics.ORDER_EVENTS.name(),
            Consumed.with(Topics.ORDER_EVENTS.key(), Topics.ORDER_EVENTS.value())
                .withName("order-events"))
        .process(ByType::new, Named.as("by-type"))
        .groupByKey(Grouped.with("type", Serdes.String(), Serdes.ByteArray()))
        .count(Named.as("count"), Materialized.as("counts"))
        .toStream(Named.as("changes"))
        .to(TOPIC, Produced.with(Serdes.String(), Serdes.Long()).withName(TOPIC));
  }

  private static final class ByType extends ContextualProcessor<String, byte[], String, byte[]> {

    @Override
    public void process(Record<String, byte[]> record) {
      byte[] type = record.headers().lastHeader(EventRecords.TYPE).value();
      context().forward(record.withKey(new String(type, StandardCharsets.UTF_8)));
    }
  }
}
