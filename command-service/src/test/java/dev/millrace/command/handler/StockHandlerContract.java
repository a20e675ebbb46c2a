package dev.millrace.command.handler;

import dev.millrace.stock.Stock;
import dev.millrace.stock.StockAggregate;
import dev.millrace.stock.StockCommand;
import dev.millrace.stock.StockEvent;
import java.util.List;

/** The contract for another kind of aggregate. */
abstract class StockHandlerContract
    extends CommandHandlerContract<StockCommand, Stock, StockEvent> {

  @Override
  AggregateDefinition<StockCommand, Stock, StockEvent> aggregate() {
    return StockAggregate.DEFINITION;
  }

  @Override
  StockCommand opening() {
    return new StockCommand.Register("tea", 5);
  }

  @Override
  StockCommand change(int number) {
    return new StockCommand.Receive(List.of(number + 1));
  }
}
