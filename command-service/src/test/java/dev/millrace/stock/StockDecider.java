package dev.millrace.stock;

import static dev.millrace.aggregate.Decision.rejected;

import dev.millrace.aggregate.Decider;
import dev.millrace.aggregate.Decision;
import dev.millrace.stock.StockCommand.Receive;
import dev.millrace.stock.StockCommand.Register;
import dev.millrace.stock.StockCommand.Take;
import java.util.List;

/** The rules of stock. */
public final class StockDecider implements Decider<StockCommand, Stock, StockEvent> {

  @Override
  public Stock initial() {
    return Stock.NONE;
  }

  @Override
  public Decision<StockEvent> decide(Stock stock, StockCommand command) {
    if (command instanceof Register c) {
      return stock.isRegistered()
          ? rejected(StockRule.ALREADY_REGISTERED.broken())
          : Decision.accepted(new StockEvent.Registered(c.name(), c.reorderBelow()));
    }
    if (!stock.isRegistered()) {
      return rejected(StockRule.UNKNOWN_ARTICLE.broken());
    }
    if (command instanceof Receive c) {
      List<StockEvent> received =
          c.pieces().stream().<StockEvent>map(StockEvent.Received::new).toList();
      return new Decision.Accepted<>(received);
    }
    return take(stock, (Take) command);
  }

  private static Decision<StockEvent> take(Stock stock, Take c) {
    int left = stock.pieces() - c.pieces();
    if (left < 0) {
      return rejected(StockRule.NOT_ENOUGH.broken());
    }
    StockEvent taken = new StockEvent.Taken(c.pieces());
    return left < stock.reorderBelow()
        ? new Decision.Accepted<>(List.of(taken, new StockEvent.RunningOut(left)))
        : Decision.accepted(taken);
  }

  @Override
  public Stock evolve(Stock stock, StockEvent event) {
    if (event instanceof StockEvent.Registered e) {
      return new Stock(e.name(), e.reorderBelow(), 0, 0);
    }
    if (event instanceof StockEvent.Received e) {
      return stock.withPieces(stock.pieces() + e.pieces());
    }
    if (event instanceof StockEvent.Taken e) {
      return stock.withPieces(stock.pieces() - e.pieces());
    }
    return stock.warned();
  }
}
