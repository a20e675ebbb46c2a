package dev.millrace.stock;

import dev.millrace.command.handler.AggregateDefinition;
import dev.millrace.command.handler.StateSchema;
import dev.millrace.contract.EventType;
import dev.millrace.contract.EventTypes;
import java.util.List;

/** All that the machinery is told of stock. */
public final class StockAggregate {

  public static final String TOPIC = "stock-events";

  public static final EventTypes<StockEvent> TYPES =
      EventTypes.of(
          "stock",
          TOPIC,
          List.of(
              EventType.published("stock.registered", StockEvent.Registered.class),
              EventType.published("stock.received", StockEvent.Received.class),
              EventType.published("stock.taken", StockEvent.Taken.class),
              EventType.unpublished("stock.running-out", StockEvent.RunningOut.class)));

  public static final AggregateDefinition<StockCommand, Stock, StockEvent> DEFINITION =
      new AggregateDefinition<>(
          new StockDecider(), TYPES, new StateSchema<>(1, Stock.class, stock -> 64));

  private StockAggregate() {}
}
