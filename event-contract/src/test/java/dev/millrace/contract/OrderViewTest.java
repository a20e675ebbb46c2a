package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.order.domain.Order.Shipment;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.order.domain.OrderStatus;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The fold that both the order projection and its readers rely on. */
class OrderViewTest {

  @Test
  void foldsAnOrdersEvents() {
    OrderView view = shipped();
    assertThat(view.version()).isEqualTo(3);
    assertThat(view.status()).isEqualTo(OrderStatus.SHIPPED);
    assertThat(view.totalMinor()).isEqualTo(2_100);
    assertThat(view.shipment()).isEqualTo(new Shipment("T-1", "post"));
    assertThat(view.cancellation()).isNull();
    assertThat(view.createdAt()).isEqualTo(ContractFixtures.NOON);
    assertThat(view.updatedAt()).isEqualTo(ContractFixtures.NOON.plusSeconds(2));
  }

  @Test
  void noOtherEventOpensAnOrder() {
    var first = ContractFixtures.envelope(1, new OrderEvent.Confirmed());
    assertThatThrownBy(() -> OrderView.opening(first))
        .hasMessage("first event of an order must be order.created, got order.confirmed");
  }

  @Test
  void survivesItsTopic() {
    var serde = Topics.ORDER_VIEWS.value();
    byte[] bytes = serde.serializer().serialize("order-views", shipped());
    assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("null");
    assertThat(serde.deserializer().deserialize("order-views", bytes)).isEqualTo(shipped());
  }

  private static OrderView shipped() {
    return OrderView.opening(ContractFixtures.envelope(1, ContractFixtures.CREATED))
        .after(ContractFixtures.envelope(2, new OrderEvent.Confirmed()))
        .after(ContractFixtures.envelope(3, ContractFixtures.SHIPPED));
  }
}
