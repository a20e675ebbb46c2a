package dev.millrace.contract;

import static dev.millrace.contract.ContractFixtures.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.order.domain.CancellationReason;
import dev.millrace.order.domain.Order.Cancellation;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.order.domain.OrderStatus;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cancellations from before reasons had codes: as events, and as parts of views. */
class StoredCancellationsTest {

  private static final String V1 = "{\"cancelledBy\":\"customer\",\"reason\":\"too late\"}";
  private static final Cancellation TOO_LATE =
      new Cancellation(
          new CancellationReason(CancellationReason.Code.OTHER, "too late"), "customer");

  @Test
  void aPublishedEventOfVersion1Folds() {
    var headers = new RecordHeaders();
    EventRecords.writeHeaders(stored("order.cancelled", 1, V1), headers);
    EncodedEvent published = EventRecords.read(headers, V1.getBytes(StandardCharsets.UTF_8));
    assertThat(published.schemaVersion()).isEqualTo(1);

    OrderView view =
        OrderView.opening(ContractFixtures.envelope(1, ContractFixtures.CREATED))
            .after(OrderEvents.TYPES.decode(published));
    assertThat(view.status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(view.cancellation()).isEqualTo(TOO_LATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"cancelledBy\":\"customer\"}",
        "{\"cancelledBy\":\"customer\",\"reason\":null}",
        "{\"cancelledBy\":\"customer\",\"reason\":7}",
        "{\"cancelledBy\":\"customer\",\"reason\":{\"code\":\"OTHER\",\"text\":\"too late\"}}",
        "{\"reason\":\"too late\"}"
      })
  void anEventThatIsNotOfVersion1IsNotReadAsSuch(String payload) {
    assertThatThrownBy(() -> OrderEvents.TYPES.decode(stored("order.cancelled", 1, payload)))
        .isInstanceOf(EventDecodingException.class);
  }

  @Test
  void anEventOfVersion2HasNoTextForAReason() {
    assertThatThrownBy(() -> OrderEvents.TYPES.decode(stored("order.cancelled", 2, V1)))
        .isInstanceOf(EventDecodingException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"0\"", "\"\"", "\"other\"", "\"BORED\"", "null"})
  void aCodeIsWrittenAsItsName(String code) {
    String payload = "{\"cancelledBy\":\"me\",\"reason\":{\"code\":" + code + ",\"text\":\"x\"}}";
    assertThatThrownBy(() -> OrderEvents.TYPES.decode(stored("order.cancelled", 2, payload)))
        .isInstanceOf(EventDecodingException.class);
  }

  @Test
  void aViewOfAnyAgeIsRead() {
    OrderView cancelled =
        OrderView.opening(ContractFixtures.envelope(1, ContractFixtures.CREATED))
            .after(ContractFixtures.envelope(2, cancelledBy("customer", "too late")));
    String today = ContractJson.write(cancelled);
    String old = today.replace("{\"code\":\"OTHER\",\"text\":\"too late\"}", "\"too late\"");
    assertThat(old).isNotEqualTo(today);
    assertThat(view(today)).isEqualTo(cancelled);
    assertThat(view(old)).isEqualTo(cancelled);
  }

  private static OrderEvent cancelledBy(String who, String text) {
    return new OrderEvent.Cancelled(
        new CancellationReason(CancellationReason.Code.OTHER, text), who);
  }

  private static OrderView view(String json) {
    return Topics.ORDER_VIEWS
        .value()
        .deserializer()
        .deserialize(Topics.ORDER_VIEWS.name(), json.getBytes(StandardCharsets.UTF_8));
  }
}
