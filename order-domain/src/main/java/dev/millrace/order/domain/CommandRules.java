package dev.millrace.order.domain;

import dev.millrace.aggregate.Rejection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules that a command can be held to without knowing the order. */
final class CommandRules {

  static final int MAX_ITEMS = 500;
  static final int MAX_QUANTITY = 10_000;
  static final int MAX_TEXT = 200;

  private CommandRules() {}

  /** The first rule that the command breaks by itself, if any. */
  static Optional<Rejection> brokenBy(OrderCommand command) {
    if (command instanceof OrderCommand.Create c) {
      return currency(c.currency()).or(() -> items(c.items()));
    }
    if (command instanceof OrderCommand.UpdateItems c) {
      return items(c.items());
    }
    if (command instanceof OrderCommand.Ship c) {
      return text("trackingNumber", c.trackingNumber()).or(() -> text("carrier", c.carrier()));
    }
    if (command instanceof OrderCommand.Deliver c) {
      return text("signature", c.signature());
    }
    if (command instanceof OrderCommand.Cancel c) {
      return text("reason.text", c.reason().text()).or(() -> text("cancelledBy", c.cancelledBy()));
    }
    return Optional.empty();
  }

  /** Sum over the items in minor units; only for items that keep the rules. */
  static long total(List<OrderItem> items) {
    long total = 0;
    for (OrderItem item : items) {
      total = Math.addExact(total, Math.multiplyExact(item.unitPriceMinor(), item.quantity()));
    }
    return total;
  }

  private static Optional<Rejection> items(List<OrderItem> items) {
    if (items.isEmpty()) {
      return Optional.of(OrderRule.EMPTY_ORDER.brokenBy("items", "must not be empty"));
    }
    if (items.size() > MAX_ITEMS) {
      return Optional.of(
          OrderRule.TOO_MANY_ITEMS.brokenBy(
              "items", "must have at most " + MAX_ITEMS + " lines, got " + items.size()));
    }
    Set<String> products = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      Optional<Rejection> broken = item("items[" + i + "]", items.get(i), products);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return totalFits(items);
  }

  private static Optional<Rejection> item(String path, OrderItem item, Set<String> products) {
    if (item.quantity() < 1 || item.quantity() > MAX_QUANTITY) {
      return Optional.of(
          OrderRule.QUANTITY_OUT_OF_RANGE.brokenBy(
              path + ".quantity", "must be 1.." + MAX_QUANTITY + ", got " + item.quantity()));
    }
    if (item.unitPriceMinor() < 0) {
      return Optional.of(
          OrderRule.NEGATIVE_PRICE.brokenBy(
              path + ".unitPriceMinor", "must not be negative, got " + item.unitPriceMinor()));
    }
    Optional<Rejection> text = text(path + ".productId", item.productId());
    if (text.isEmpty() && !products.add(item.productId())) {
      return Optional.of(
          OrderRule.DUPLICATE_PRODUCT.brokenBy(
              path + ".productId", "must occur once, got " + item.productId() + " again"));
    }
    return text;
  }

  private static Optional<Rejection> totalFits(List<OrderItem> items) {
    try {
      total(items);
      return Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.of(
          OrderRule.TOTAL_OVERFLOW.brokenBy("items", "must sum to at most " + Long.MAX_VALUE));
    }
  }

  private static Optional<Rejection> currency(String code) {
    try {
      Currency.getInstance(code);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(
          OrderRule.INVALID_CURRENCY.brokenBy(
              "currency", "must be an ISO 4217 code, got " + quoted(code)));
    }
  }

  private static Optional<Rejection> text(String field, String value) {
    if (value.isBlank()) {
      return Optional.of(OrderRule.BLANK_TEXT.brokenBy(field, "must not be blank"));
    }
    if (value.length() > MAX_TEXT) {
      return Optional.of(
          OrderRule.TEXT_TOO_LONG.brokenBy(
              field, "must have at most " + MAX_TEXT + " characters, got " + value.length()));
    }
    return Optional.empty();
  }

  private static String quoted(String value) {
    return '"' + (value.length() > 20 ? value.substring(0, 20) + "…" : value) + '"';
  }
}
