package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.order.domain.CancellationReason;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.order.domain.OrderStatus;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema of {@code order-views} says what is written, and what has been. */
class ViewSchemaTest {

  private static final String SCHEMA = "order-views.value";
  private static final String OLD_REASON = "{\"code\":\"OUT_OF_STOCK\",\"text\":\"no tea left\"}";

  static Stream<OrderView> everyStatus() {
    OrderView created = OrderView.opening(ContractFixtures.envelope(1, ContractFixtures.CREATED));
    OrderView confirmed = created.after(ContractFixtures.envelope(2, new OrderEvent.Confirmed()));
    OrderView shipped = confirmed.after(ContractFixtures.envelope(3, ContractFixtures.SHIPPED));
    return Stream.of(
        created,
        confirmed,
        shipped,
        shipped.after(ContractFixtures.envelope(4, new OrderEvent.Delivered("A. Reader"))),
        created.after(ContractFixtures.envelope(2, ContractFixtures.CANCELLED)));
  }

  @ParameterizedTest
  @MethodSource("everyStatus")
  void aViewFits(OrderView view) throws Exception {
    assertThat(errors(ContractJson.write(view))).isEmpty();
  }

  @Test
  void aViewFromBeforeReasonsHadCodesFits() throws Exception {
    String today = ContractJson.write(everyStatus().reduce((a, b) -> b).orElseThrow());
    assertThat(today).contains(OLD_REASON);
    assertThat(errors(today.replace(OLD_REASON, "\"no tea left\""))).isEmpty();
    assertThat(errors(today.replace(OLD_REASON, "7"))).isNotEmpty();
  }

  @Test
  void theSchemaIsThatOfTheRecord() {
    ObjectNode expected = RecordSchema.of(OrderView.class);
    ObjectNode properties = expected.withObjectProperty("properties");
    // There is no view of no order.
    ArrayNode statuses = (ArrayNode) properties.path("status").path("enum");
    statuses.removeIf(status -> status.asText().equals(OrderStatus.NONE.name()));
    // Views of any age are on the topic.
    ArrayNode reasons =
        properties
            .withObjectProperty("cancellation")
            .withObjectProperty("properties")
            .putObject("reason")
            .putArray("anyOf");
    reasons.addObject().put("type", "string");
    reasons.add(RecordSchema.of(CancellationReason.class));
    assertThat(RecordSchema.withoutWords(ContractSchemas.read(SCHEMA))).isEqualTo(expected);
  }

  @Test
  void keysAreIds() {
    var json = ContractSchemas.JSON.getNodeFactory();
    for (String key : List.of("order-views.key", "order-events.key")) {
      assertThat(ContractSchemas.errors(key, json.textNode(new UUID(7, 8).toString()))).isEmpty();
      assertThat(ContractSchemas.errors(key, json.textNode("order-7"))).isNotEmpty();
    }
  }

  private static List<String> errors(String json) throws Exception {
    return ContractSchemas.errors(SCHEMA, ContractSchemas.JSON.readTree(json));
  }
}
