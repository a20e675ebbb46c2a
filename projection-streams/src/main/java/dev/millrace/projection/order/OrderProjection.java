package dev.millrace.projection.order;

import dev.millrace.contract.OrderView;
import dev.millrace.contract.Topic;
import dev.millrace.contract.Topics;
import dev.millrace.projection.BuildParts;
import dev.millrace.projection.Projection;
import dev.millrace.projection.ReadSide;
import dev.millrace.projection.query.QuerySettings;
import io.javalin.config.RoutesConfig;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;

/** The newest view of every order, as a topic for others and as rows for queries. */
public record OrderProjection(QuerySettings queries) implements Projection {

  public static final String NAME = "order";

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
    return List.of(OrderReadModel.TABLE);
  }

  @Override
  public List<Topic<?, ?>> topics() {
    return List.of(Topics.ORDER_VIEWS);
  }

  @Override
  public void addTo(StreamsBuilder builder, BuildParts parts) {
    KStream<String, OrderView> views =
        parts.views(builder, source(), OrderFold.FOLD, "folded-orders");
    views.to(
        parts.build().topic(Topics.ORDER_VIEWS),
        Produced.with(Topics.ORDER_VIEWS.key(), Topics.ORDER_VIEWS.value())
            .withName(Topics.ORDER_VIEWS.name() + "-sink"));
    parts.writeTimed(builder, views, OrderReadModel.ROWS, OrderView::updatedAt);
  }

  @Override
  public void addTo(RoutesConfig routes, ReadSide reads) {
    var views = reads.<OrderViews>reader(OrderReadModel::new);
    routes.get(
        "/orders/{id}", ctx -> new OrderRoutes(views.get(), reads.notices(), queries).order(ctx));
  }
}
