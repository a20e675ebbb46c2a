package dev.millrace.contract;

import static dev.millrace.contract.ContractFixtures.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Old versions of a made-up event: read as today's, or refused with coordinates and step. */
class UpcastingTest {

  private static final String WHERE = "order/" + ContractFixtures.ORDER + "@1 person.moved ";

  /** Version 1 had one name, version 2 had two, version 3 has a distance as well. */
  record Moved(String first, String last, BigDecimal metres) {}

  private static final EventType<Moved> MOVED =
      EventType.<Moved>published("person.moved", Moved.class)
          .upcasting(UpcastingTest::twoNames)
          .upcasting(json -> json.has("metres") ? json : json.put("metres", 0));

  private static final EventTypes<Moved> TYPES =
      EventTypes.of("person", "person-events", List.of(MOVED));

  private static ObjectNode twoNames(ObjectNode v1) {
    String[] names = v1.remove("name").textValue().split(" ", 2);
    return v1.put("first", names[0]).put("last", names[1]);
  }

  @Test
  void readsEveryVersionAsToday() {
    Moved ada = new Moved("Ada", "Lovelace", BigDecimal.ZERO);
    assertThat(decode(1, "{\"name\":\"Ada Lovelace\"}")).isEqualTo(ada);
    assertThat(decode(2, "{\"first\":\"Ada\",\"last\":\"Lovelace\"}")).isEqualTo(ada);
    assertThat(decode(3, "{\"first\":\"Ada\",\"last\":\"Lovelace\",\"metres\":0}")).isEqualTo(ada);
  }

  @Test
  void theVersionIsOneMoreThanTheSteps() {
    assertThat(EventType.published("a", Moved.class).schemaVersion()).isEqualTo(1);
    assertThat(MOVED.schemaVersion()).isEqualTo(3);
  }

  @Test
  void writesTheNewestVersion() {
    var moved = new Moved("Ada", "Lovelace", BigDecimal.ONE);
    var today = ContractFixtures.stored("person.moved", 3, ContractJson.write(moved));
    var envelope = TYPES.decode(today);
    assertThat(TYPES.encode(envelope)).isEqualTo(today);
  }

  @Test
  void keepsEveryDigitOfWhatItDoesNotTouch() {
    String metres = "9007199254740993.12345678901234567890";
    assertThat(decode(1, "{\"name\":\"Ada Lovelace\",\"metres\":" + metres + "}").metres())
        .isEqualTo(new BigDecimal(metres));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 4})
  void refusesAVersionThatItDoesNotKnow(int version) {
    assertThatThrownBy(() -> decode(version, "{}"))
        .isInstanceOf(EventDecodingException.class)
        .hasMessage(WHERE + "v" + version + ": unknown schema version, known are 1..3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "not json",
        "{\"name\":\"Ada Lovelace\",\"name\":\"B C\"}",
        "{\"name\":\"Ada Lovelace\"} {}",
        "{\"name\":\"Ada Lovelace\",\"age\":36}",
        "{\"name\":\"Ada Lovelace\",\"metres\":\"far\"}",
        "{\"name\":\"Ada Lovelace\",\"metres\":null}"
      })
  void isAsStrictWithOldPayloadsAsWithNewOnes(String payload) {
    assertThatThrownBy(() -> decode(1, payload))
        .isInstanceOf(EventDecodingException.class)
        .hasMessageStartingWith(WHERE + "v1: payload does not fit");
  }

  @Test
  void aFailingStepNamesCoordinatesAndStepAndKeepsThePayloadToItself() {
    assertThatThrownBy(() -> decode(1, "{\"name\":\"Mononymous\"}"))
        .isInstanceOf(EventDecodingException.class)
        .hasMessage(WHERE + "v1: upcasting v1 to v2: ArrayIndexOutOfBoundsException")
        .hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
  }

  @Test
  void aFailingLaterStepIsNamedByItsOwnVersions() {
    var broken =
        EventTypes.of(
            "person",
            "person-events",
            List.of(
                EventType.<Moved>published("person.moved", Moved.class)
                    .upcasting(json -> json)
                    .upcasting(json -> null)));
    assertThatThrownBy(() -> broken.decode(stored("person.moved", 1, "{}")))
        .isInstanceOf(EventDecodingException.class)
        .hasMessage(WHERE + "v1: upcasting v2 to v3: NullPointerException")
        .hasRootCauseMessage("the step returned null");
  }

  private static Moved decode(int version, String payload) {
    return TYPES.decode(stored("person.moved", version, payload)).event();
  }
}
