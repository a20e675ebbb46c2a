package dev.millrace.stock;

/** What has happened to the stock of an article. */
public sealed interface StockEvent {

  record Registered(String name, int reorderBelow) implements StockEvent {}

  record Received(int pieces) implements StockEvent {}

  record Taken(int pieces) implements StockEvent {}

  /** For the stock-keeper's own books: not published. */
  record RunningOut(int left) implements StockEvent {}
}
