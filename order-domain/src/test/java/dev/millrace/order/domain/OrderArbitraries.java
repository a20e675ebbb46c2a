package dev.millrace.order.domain;

import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Commands as clients send them: mostly sensible, so that they lead somewhere, some broken. */
final class OrderArbitraries {

  private OrderArbitraries() {}

  static Arbitrary<List<OrderCommand>> commandSequences() {
    return commands().list().ofMaxSize(30);
  }

  // Weights: an order that is seldom cancelled gets further.
  private static Arbitrary<OrderCommand> commands() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, create()),
        Tuple.of(4, items().map(OrderCommand.UpdateItems::new)),
        Tuple.of(4, Arbitraries.of(new OrderCommand.Confirm())),
        Tuple.of(4, Combinators.combine(text(), text()).as(OrderCommand.Ship::new)),
        Tuple.of(4, text().map(OrderCommand.Deliver::new)),
        Tuple.of(1, Combinators.combine(reason(), text()).as(OrderCommand.Cancel::new)));
  }

  private static Arbitrary<OrderCommand> create() {
    Arbitrary<UUID> customers = Arbitraries.longs().map(n -> new UUID(0, n));
    Arbitrary<String> currencies =
        mostly(Arbitraries.of("EUR", "USD", "JPY"), Arbitraries.of("", "euro"));
    return Combinators.combine(customers, currencies, items()).as(OrderCommand.Create::new);
  }

  private static Arbitrary<CancellationReason> reason() {
    Arbitrary<CancellationReason.Code> codes = Arbitraries.of(CancellationReason.Code.class);
    return Combinators.combine(codes, text()).as(CancellationReason::new);
  }

  private static Arbitrary<List<OrderItem>> items() {
    Arbitrary<List<OrderItem>> valid =
        item(Arbitraries.integers().between(1, 10_000), Arbitraries.longs().between(0, 1_000_000))
            .list()
            .uniqueElements(OrderItem::productId)
            .ofMinSize(1)
            .ofMaxSize(5);
    Arbitrary<List<OrderItem>> any =
        item(Arbitraries.integers(), Arbitraries.longs()).list().ofMaxSize(3);
    return mostly(valid, any);
  }

  private static Arbitrary<OrderItem> item(
      Arbitrary<Integer> quantities, Arbitrary<Long> unitPrices) {
    Arbitrary<String> products = Arbitraries.of("tea", "cup", "pot", "tin", "tray", "kettle");
    return Combinators.combine(products, quantities, unitPrices).as(OrderItem::new);
  }

  private static Arbitrary<String> text() {
    return mostly(
        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20),
        Arbitraries.of("", " ", "x".repeat(201)));
  }

  private static <T> Arbitrary<T> mostly(Arbitrary<T> usual, Arbitrary<T> unusual) {
    return Arbitraries.frequencyOf(Tuple.of(15, usual), Tuple.of(1, unusual));
  }
}
