package dev.millrace.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.millrace.contract.ContractJson;
import dev.millrace.order.domain.CancellationReason;
import dev.millrace.order.domain.Order;
import dev.millrace.order.domain.OrderItem;
import dev.millrace.order.domain.OrderStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Snapshots of another shape must have another version, or old ones would be read wrongly. */
class OrderAggregateTest {

  // No order has all of this at once: it shows every field.
  private static final Order ORDER =
      new Order(
          OrderStatus.DELIVERED,
          UUID.fromString("7d9f3b1a-2c4e-4f6a-8b0c-1d2e3f4a5b6c"),
          "EUR",
          List.of(new OrderItem("tea", 2, 450)),
          900,
          new Order.Shipment("T-1", "post"),
          "A. Reader",
          new Order.Cancellation(
              new CancellationReason(CancellationReason.Code.OTHER, "late"), "customer"));

  @Test
  void theStatesJsonIsThatOfItsVersion() throws IOException {
    String golden =
        "/golden/order-state.v" + OrderAggregate.DEFINITION.schema().version() + ".json";
    try (InputStream in = getClass().getResourceAsStream(golden)) {
      if (in == null) {
        fail(golden + " is missing: a new version needs a golden file");
      }
      assertThat(ContractJson.write(ORDER))
          .as("the state's JSON has changed: raise OrderAggregate.STATE_VERSION")
          .isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }

  @Test
  void aLargerOrderWeighsMore() {
    Order larger =
        new Order(
            ORDER.status(),
            ORDER.customerId(),
            ORDER.currency(),
            List.of(new OrderItem("tea", 2, 450), new OrderItem("pot", 1, 100)),
            1_000,
            null,
            null,
            null);
    var weight = OrderAggregate.DEFINITION.schema().weight();
    assertThat(weight.applyAsInt(larger)).isGreaterThan(weight.applyAsInt(ORDER));
  }
}
