package dev.millrace.projection.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.projection.Build;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeftTablesTest {

  private static final Build BUILD = new Build("order", 2);
  private static final List<String> ALL =
      List.of("orders", "orders_2", "totals", "totals_2", "totals_20", "notes_2", "week_2");
  private static final List<String> SCHEMA = List.of("orders", "totals", "week", "week_2");

  @Test
  void copiesOfTheSchemasTablesWithTheBuildsNumber() {
    assertThat(left(BUILD, BUILD, Build.first("order"), new Build("order", 20)))
        .containsExactly("orders", "totals");
  }

  @Test
  void noneWhereABuildOfAnotherProjectionHasTheSameNumber() {
    assertThat(left(BUILD, BUILD, new Build("other", 2))).isEmpty();
  }

  @Test
  void noneOfTheFirstBuildWhichAreThoseOfTheSchema() {
    assertThat(left(Build.first("order"))).isEmpty();
  }

  private static Set<String> left(Build build, Build... builds) {
    return LeftTables.of(build, ALL, SCHEMA, List.of(builds));
  }
}
