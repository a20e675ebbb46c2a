package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.contract.DeadLetterHeaders.DeadLetter;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** The schemas of headers name those that are written, and require those that always are. */
class HeaderSchemasTest {

  private static final String EVENTS = "order-events.headers";
  private static final String DEAD_LETTERS = "dead-letter.headers";

  @Test
  void everyHeaderIsNamedAndEveryNameIsAHeader() {
    assertThat(names(EVENTS))
        .containsExactlyInAnyOrderElementsOf(
            constants(EventRecords.class)
                .filter(name -> !name.equals(EventRecords.ATTRIBUTE_PREFIX))
                .toList());
    assertThat(names(DEAD_LETTERS))
        .containsExactlyInAnyOrderElementsOf(constants(DeadLetterHeaders.class).toList());
  }

  @Test
  void theHeadersOfAnEventFit() {
    ObjectNode written = written(ContractFixtures.METADATA);
    assertThat(written.has(EventRecords.ATTRIBUTE_PREFIX + "channel")).isTrue();
    assertThat(ContractSchemas.errors(EVENTS, written)).isEmpty();
  }

  @Test
  void whatIsAlwaysWrittenIsRequiredAndNothingElse() {
    var bare = new EventMetadata("c", ContractFixtures.COMMAND, null, null, Map.of());
    ObjectNode written = written(bare);
    assertThat(ContractSchemas.errors(EVENTS, written)).isEmpty();
    for (String header : names(EVENTS)) {
      ObjectNode lacking = written.deepCopy();
      boolean always = lacking.remove(header) != null;
      assertThat(ContractSchemas.errors(EVENTS, lacking)).as(header).hasSize(always ? 1 : 0);
    }
  }

  @Test
  void aViewHasNoHeaderButItsTrace() {
    assertThat(names("order-views.headers")).containsExactly(EventRecords.TRACEPARENT);
  }

  @Test
  void theHeadersOfADeadLetterFit() {
    var headers = new RecordHeaders();
    DeadLetterHeaders.write(headers, new DeadLetter("bridge", "no event", "order-capture-0@7"));
    assertThat(ContractSchemas.errors(DEAD_LETTERS, texts(headers))).isEmpty();
    assertThat(ContractSchemas.errors(DEAD_LETTERS, texts(new RecordHeaders()))).hasSize(3);
  }

  private static List<String> names(String schema) {
    return ContractSchemas.read(schema).path("properties").properties().stream()
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Stream<String> constants(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .map(
            field -> {
              try {
                return (String) field.get(null);
              } catch (IllegalAccessException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static ObjectNode written(EventMetadata metadata) {
    EncodedEvent e = ContractFixtures.encoded();
    Headers headers = new RecordHeaders();
    EventRecords.writeHeaders(
        new EncodedEvent(
            e.id(),
            e.type(),
            e.schemaVersion(),
            e.aggregate(),
            e.sequence(),
            e.occurredAt(),
            metadata,
            e.payload()),
        headers);
    return texts(headers);
  }

  private static ObjectNode texts(Headers headers) {
    ObjectNode texts = ContractSchemas.JSON.createObjectNode();
    headers.forEach(h -> texts.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    return texts;
  }
}
