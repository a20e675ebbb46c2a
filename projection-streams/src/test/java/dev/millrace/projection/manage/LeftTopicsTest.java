package dev.millrace.projection.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.projection.Build;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftTopicsTest {

  private static final List<String> ALL =
      List.of(
          "projection-order-old-store-changelog",
          "projection-order-by-day-repartition",
          "projection-order-2-old-store-changelog",
          "projection-order-2-fk-subscription-registration-topic",
          "projection-order-2x-store-changelog",
          "projection-order-20-store-changelog",
          "projection-order-2-3-store-changelog",
          "projection-orders-by-status-store-changelog",
          "projection-order-audit-store-changelog",
          "projection-order-2-notes",
          "order-views-2");

  @Test
  void thoseOfExactlyThatBuild() {
    assertThat(LeftTopics.of(new Build("order", 2), ALL, List.of()))
        .containsExactly(
            "projection-order-2-fk-subscription-registration-topic",
            "projection-order-2-old-store-changelog");
    assertThat(LeftTopics.of(new Build("order", 20), ALL, List.of()))
        .containsExactly("projection-order-20-store-changelog");
  }

  @Test
  void thoseOfTheFirstBuildAreNotThoseOfOthersWhoseIdsBeginWithIts() {
    assertThat(
            LeftTopics.of(
                new Build("order", 1),
                ALL,
                List.of("projection-order-2x", "projection-order-audit", "projection-order")))
        .containsExactly(
            "projection-order-by-day-repartition", "projection-order-old-store-changelog");
  }
}
