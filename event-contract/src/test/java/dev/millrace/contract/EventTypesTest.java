package dev.millrace.contract;

import static dev.millrace.contract.ContractFixtures.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the codec refuses: a fold must stop at an event that it does not understand. */
class EventTypesTest {

  @Test
  void refusesAnUnknownTypeWithItsCoordinates() {
    assertThatThrownBy(() -> decode("order.exploded", 1, "{}"))
        .isInstanceOf(EventDecodingException.class)
        .hasMessage(
            "order/0b5a4c2e-0c7e-4a8e-9d4b-6a3f2c1d0e9f@1 order.exploded v1: unknown event type");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 2, Integer.MAX_VALUE})
  void refusesASchemaVersionThatItDoesNotKnow(int version) {
    assertThatThrownBy(() -> decode("order.confirmed", version, "{}"))
        .isInstanceOf(EventDecodingException.class)
        .hasMessage(
            "order/0b5a4c2e-0c7e-4a8e-9d4b-6a3f2c1d0e9f@1 order.confirmed v%d:"
                + " unknown schema version, known are 1..1",
            version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "not json",
        "{}",
        "{\"carrier\":\"post\"}",
        "{\"carrier\":\"post\",\"trackingNumber\":null}",
        "{\"carrier\":\"post\",\"trackingNumber\":7}",
        "{\"carrier\":\"post\",\"trackingNumber\":\"T\",\"speed\":1}",
        "{\"carrier\":\"post\",\"trackingNumber\":\"T\",\"carrier\":\"p\"}",
        "{\"carrier\":\"post\",\"trackingNumber\":\"T\"} {}"
      })
  void refusesAPayloadThatDoesNotFit(String payload) {
    assertThatThrownBy(() -> decode("order.shipped", 1, payload))
        .isInstanceOf(EventDecodingException.class);
  }

  @Test
  void refusesTwoTypesOfOneName() {
    List<EventType<Object>> types =
        List.of(EventType.published("a", String.class), EventType.published("a", Long.class));
    assertThatThrownBy(() -> EventTypes.of("thing", "things", types))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void readsWhatItWrote() {
    assertThat(OrderEvents.TYPES.decode(encoded()))
        .isEqualTo(ContractFixtures.envelope(1, ContractFixtures.CREATED));
  }

  private static void decode(String type, int schemaVersion, String payload) {
    OrderEvents.TYPES.decode(ContractFixtures.stored(type, schemaVersion, payload));
  }

  @Test
  void saysWhereAPayloadDoesNotFitAndQuotesNothingOfIt() {
    String created =
        ("{\"customerId\":\"7d9f3b1a-2c4e-4f6a-8b0c-1d2e3f4a5b6c\",\"currency\":\"EUR\",\"items\":"
            + "[{\"productId\":\"tea\",\"quantity\":\"secret\",\"unitPriceMinor\":1}],\"totalMinor\":1}");
    assertThatThrownBy(() -> decode("order.created", 1, created))
        .isInstanceOf(EventDecodingException.class)
        .hasMessageContaining("payload does not fit at items[0].quantity, line 1 column ")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }
}
