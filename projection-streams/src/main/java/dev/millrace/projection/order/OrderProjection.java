package dev.millrace.projection.order;

import dev.millrace.contract.OrderView;
import dev.millrace.contract.Topics;
import dev.millrace.projection.Projection;
import dev.millrace.projection.fold.EventFold;
import dev.millrace.projection.fold.EventFold.Identity;
import dev.millrace.projection.fold.FoldMetrics;
import dev.millrace.projection.sink.Sink;
import dev.millrace.projection.sink.SinkBarrier;
import dev.millrace.projection.sink.SinkProcessor;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** The newest view of every order, as a topic for others and as rows for queries. */
public record OrderProjection(Sink<OrderView> sink, FoldMetrics metrics) implements Projection {

  public static final String NAME = "order";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void addTo(StreamsBuilder builder, SinkBarrier barrier) {
    KStream<String, OrderView> views =
        new EventFold<>(OrderFold.FOLD, new Identity(NAME, "folded-orders"), metrics)
            .views(builder, Topics.ORDER_EVENTS);
    views.to(
        Topics.ORDER_VIEWS.name(),
        Produced.with(Topics.ORDER_VIEWS.key(), Topics.ORDER_VIEWS.value())
            .withName(Topics.ORDER_VIEWS.name() + "-sink"));
    views.process(SinkProcessor.of(barrier, sink), Named.as("order-read-model-sink"));
  }
}
