package dev.millrace.stock;

/**
 * The state of an article's stock.
 *
 * @param name empty before it is registered
 */
public record Stock(String name, int reorderBelow, int pieces, int warnings) {

  static final Stock NONE = new Stock("", 0, 0, 0);

  boolean isRegistered() {
    return !name.isEmpty();
  }

  Stock withPieces(int now) {
    return new Stock(name, reorderBelow, now, warnings);
  }

  Stock warned() {
    return new Stock(name, reorderBelow, pieces, warnings + 1);
  }
}
