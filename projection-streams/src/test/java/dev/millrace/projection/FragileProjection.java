package dev.millrace.projection;

import dev.millrace.contract.EventEnvelope;
import dev.millrace.contract.OrderView;
import dev.millrace.contract.Topic;
import dev.millrace.contract.Topics;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.projection.fold.Fold;
import dev.millrace.projection.order.OrderFold;
import dev.millrace.projection.order.OrderReadModel;
import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Named;

/** The order projection under a name of its own, with code that can be broken and mended. */
final class FragileProjection implements Projection {

  private final String name;
  private final String store;
  private final List<String> tables;
  private final Topic<String, byte[]> source;
  private volatile UUID cannotFold = new UUID(0, 0);
  private volatile boolean dying;

  FragileProjection() {
    this(Topics.ORDER_EVENTS);
  }

  /**
   * One of its own.
   *
   * @param source that it reads
   */
  FragileProjection(Topic<String, byte[]> source) {
    this("fragile-" + UUID.randomUUID(), "folded-orders", List.of(), source);
  }

  private FragileProjection(
      String name, String store, List<String> tables, Topic<String, byte[]> source) {
    this.name = name;
    this.store = store;
    this.tables = List.copyOf(tables);
    this.source = source;
  }

  /** A later version of its code, which keeps its views in another store; can be rebuilt. */
  FragileProjection withStore(String renamed) {
    return new FragileProjection(name, renamed, List.of("order_read_model"), source);
  }

  /** From now on it cannot fold the second event of this order; nobody's if it is zero. */
  void cannotFold(UUID order) {
    cannotFold = order;
  }

  /** From now on its stream threads die of the next record that they fold, or do not. */
  void dying(boolean now) {
    dying = now;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Topic<String, byte[]> source() {
    return source;
  }

  @Override
  public List<String> tables() {
    return tables;
  }

  @Override
  public void addTo(StreamsBuilder builder, BuildParts parts) {
    Fold<OrderEvent, OrderView> fold =
        new Fold<>(
            OrderFold.FOLD.types(),
            new Fold.Steps<>(OrderView::opening, this::after),
            OrderFold.FOLD.version(),
            OrderFold.FOLD.serde());
    var views = parts.views(builder, source(), fold, store);
    parts.write(
        builder,
        views.mapValues(
            view -> {
              if (dying) {
                throw new IllegalStateException("injected");
              }
              return view;
            },
            Named.as("perhaps-die")),
        OrderReadModel.ROWS);
  }

  private OrderView after(OrderView view, EventEnvelope<OrderEvent> event) {
    if (view.orderId().equals(cannotFold)) {
      throw new IllegalStateException("injected");
    }
    return view.after(event);
  }

  @Override
  public void addTo(RoutesConfig routes, ReadSide reads) {}
}
