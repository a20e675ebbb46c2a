package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.order.domain.OrderEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON of every event type, against files that are never edited once shipped: events written
 * years ago must stay readable, and consumers must see what they saw.
 */
class GoldenEventsTest {

  static Stream<OrderEvent> everyEvent() {
    return ContractFixtures.everyEvent();
  }

  @Test
  void tableCoversEveryEvent() {
    assertThat(everyEvent().map(Object::getClass))
        .containsExactlyInAnyOrder(OrderEvent.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void writesTheGoldenJson(OrderEvent event) throws IOException {
    EncodedEvent encoded = OrderEvents.TYPES.encode(ContractFixtures.envelope(1, event));
    assertThat(encoded.payload()).isEqualTo(golden(encoded));
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void readsTheGoldenJson(OrderEvent event) throws IOException {
    EventEnvelope<OrderEvent> envelope = ContractFixtures.envelope(1, event);
    EncodedEvent encoded = OrderEvents.TYPES.encode(envelope);
    EncodedEvent stored =
        new EncodedEvent(
            encoded.id(),
            encoded.type(),
            encoded.schemaVersion(),
            encoded.aggregate(),
            encoded.sequence(),
            encoded.occurredAt(),
            encoded.metadata(),
            golden(encoded));
    assertThat(OrderEvents.TYPES.decode(stored)).isEqualTo(envelope);
  }

  private static String golden(EncodedEvent event) throws IOException {
    String name = "/golden/" + event.type() + ".v" + event.schemaVersion() + ".json";
    try (InputStream in = GoldenEventsTest.class.getResourceAsStream(name)) {
      assertThat(in).as("golden file %s", name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
