package dev.millrace.stock;

import java.util.List;

/** What can be asked of the stock of an article. */
public sealed interface StockCommand {

  /** Takes the article into the range. */
  record Register(String name, int reorderBelow) implements StockCommand {}

  /** Takes in deliveries, each of them an event. */
  record Receive(List<Integer> pieces) implements StockCommand {
    public Receive {
      pieces = List.copyOf(pieces);
    }
  }

  /** Takes pieces out; notes if they are running out. */
  record Take(int pieces) implements StockCommand {}
}
