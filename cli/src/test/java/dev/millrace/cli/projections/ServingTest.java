package dev.millrace.cli.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServingTest {

  private static final JsonNode ONE = build(1, "RUNNING", "2026-11-01T12:00:00Z");
  private static final JsonNode NEVER_SERVED = build(2, "RUNNING", null);
  private static final JsonNode THREE = build(3, "RUNNING", "2026-11-03T12:00:00.5Z");

  @Test
  void aRollBackTakesTheBuildThatServedLastAndNoneThatNeverDid() {
    assertThat(Serving.buildBefore(projection(3, ONE, NEVER_SERVED, THREE))).isEqualTo(1);
    var two = build(2, "PAUSED", "2026-11-03T12:00:00Z");
    assertThat(Serving.buildBefore(projection(3, ONE, two, THREE))).isEqualTo(2);
  }

  @Test
  void aSecondRollBackTakesTheFirstOneBack() {
    var again = build(1, "RUNNING", "2026-11-04T12:00:00Z");
    assertThat(Serving.buildBefore(projection(1, again, NEVER_SERVED, THREE))).isEqualTo(3);
  }

  @Test
  void whereNoOtherHasServedOrIsThereStillItSaysSo() {
    var dropped = build(1, "DROPPED", "2026-11-01T12:00:00Z");
    assertThatIllegalStateException()
        .isThrownBy(() -> Serving.buildBefore(projection(3, dropped, NEVER_SERVED, THREE)))
        .withMessage(
            "of the builds of order that are there, none but build 3 has served; --build takes any");
  }

  private static JsonNode build(int number, String wanted, String servedAt) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("build", number)
        .put("wanted", wanted)
        .put("servedAt", servedAt);
  }

  private static JsonNode projection(int serving, JsonNode... builds) {
    ObjectNode projection =
        JsonNodeFactory.instance.objectNode().put("name", "order").put("serving", serving);
    projection.putArray("builds").addAll(List.of(builds));
    return projection;
  }
}
