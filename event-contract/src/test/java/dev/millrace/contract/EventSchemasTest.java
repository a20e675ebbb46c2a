package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.contract.GoldenEventsTest.Golden;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One schema for every version of every event type, which says what the code writes. */
class EventSchemasTest {

  static Stream<Golden> everyVersion() {
    return GoldenEventsTest.everyVersion();
  }

  static Stream<Golden> newestVersions() {
    return GoldenEventsTest.newestVersions();
  }

  @Test
  void everyVersionHasItsSchemaAndEverySchemaItsVersion() throws IOException {
    assertThat(ContractSchemas.names().stream().filter(name -> name.matches(".*\\.v\\d+")))
        .containsExactlyInAnyOrderElementsOf(everyVersion().map(Golden::name).toList());
  }

  /** One that is not has a sequence all the same: consumers would see a hole. */
  @Test
  void everyEventOfAnOrderIsPublished() {
    assertThat(OrderEvents.TYPES.all()).allMatch(EventType::published);
    assertThat(OrderEvents.TYPES.topic()).isEqualTo(Topics.ORDER_EVENTS.name());
  }

  @ParameterizedTest
  @MethodSource("everyVersion")
  void theGoldenEventFitsItsSchema(Golden golden) throws IOException {
    assertThat(ContractSchemas.errors(golden.name(), json(golden))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everyVersion")
  void theSchemaHasTheFieldsOfTheGoldenEvent(Golden golden) throws IOException {
    assertThat(ContractSchemas.read(golden.name()).path("properties").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(
            json(golden).properties().stream().map(Map.Entry::getKey).toList());
  }

  @ParameterizedTest
  @MethodSource("everyVersion")
  void anEventThatLacksAFieldOrHasAnotherTypeThereDoesNotFit(Golden golden) throws IOException {
    for (Map.Entry<String, JsonNode> field : json(golden).properties()) {
      ObjectNode lacking = json(golden);
      lacking.remove(field.getKey());
      assertThat(ContractSchemas.errors(golden.name(), lacking)).as(field.getKey()).hasSize(1);
      ObjectNode other = json(golden).put(field.getKey(), true);
      assertThat(ContractSchemas.errors(golden.name(), other)).as(field.getKey()).hasSize(1);
    }
  }

  /** A component without its field, a field without its component, another type: all fail. */
  @ParameterizedTest
  @MethodSource("newestVersions")
  void theNewestSchemaIsThatOfTheRecord(Golden golden) {
    assertThat(RecordSchema.withoutWords(ContractSchemas.read(golden.name())))
        .isEqualTo(RecordSchema.of(golden.newest().eventClass()));
  }

  private static ObjectNode json(Golden golden) throws IOException {
    return (ObjectNode) ContractSchemas.JSON.readTree(golden.json());
  }
}
