package dev.millrace.projection.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.contract.ContractJson;
import dev.millrace.order.domain.CancellationReason;
import dev.millrace.order.domain.Order.Cancellation;
import org.junit.jupiter.api.Test;

class OrderRowTest {

  private static final Cancellation TOO_LATE =
      new Cancellation(
          new CancellationReason(CancellationReason.Code.OTHER, "too late"), "customer");

  @Test
  void readsTheCancellationThatItWrites() {
    assertThat(OrderRow.cancellation(ContractJson.write(TOO_LATE))).isEqualTo(TOO_LATE);
  }

  @Test
  void readsTheCancellationOfARowFromBeforeReasonsHadCodes() {
    String json = "{\"cancelledBy\":\"customer\",\"reason\":\"too late\"}";
    assertThat(OrderRow.cancellation(json)).isEqualTo(TOO_LATE);
  }

  @Test
  void anOrderThatIsNotCancelledHasNone() {
    assertThat(OrderRow.cancellation(null)).isNull();
  }

  @Test
  void refusesWhatNoProjectionWrites() {
    assertThatThrownBy(() -> OrderRow.cancellation("{\"reason\":7}"))
        .isInstanceOf(IllegalStateException.class);
  }
}
