package dev.millrace.projection.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.runtime.http.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RedriveTargetTest {

  private static final List<String> TABLES = List.of("orders_by_customer", "customer_summary");

  @Test
  void whatTheListNamesIsTakenAsItIsAndNothingElseOfThePartition() {
    RedriveTarget target = target("orders_by_customer/c/o");
    assertThat(target.id()).isEqualTo("c/o");
    assertThat(target.concerns("orders_by_customer/c/o")).isTrue();
    assertThat(target.concerns("orders_by_customer/c/other")).isFalse();
    assertThat(target.concerns("customer_summary/c")).isFalse();
  }

  @Test
  void anIdIsThatOfAnAggregateAndOfItsRows() {
    RedriveTarget target = target("o");
    assertThat(target.id()).isEqualTo("o");
    assertThat(target.concerns("o")).isTrue();
    assertThat(target.concerns("orders_by_customer/c/o")).isTrue();
    assertThat(target.concerns("p")).isFalse();
    assertThat(target("other_table/o").id()).isEqualTo("other_table/o");
  }

  @Test
  void nothingMeansAll() {
    assertThat(target(null).id()).isNull();
    assertThat(target(null).concerns("customer_summary/c")).isTrue();
  }

  @Test
  void noIdIsNotAll() {
    for (String none : List.of("", "customer_summary/")) {
      assertThatThrownBy(() -> target(none))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e ->
                  assertThat(e.problem().detail())
                      .isEqualTo(
                          "aggregate must be the id of an aggregate or a row, got \""
                              + none
                              + '"'));
    }
  }

  private static RedriveTarget target(@Nullable String asked) {
    return RedriveTarget.of(asked, TABLES);
  }
}
