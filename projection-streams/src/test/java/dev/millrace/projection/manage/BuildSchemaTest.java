package dev.millrace.projection.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.millrace.projection.Build;
import dev.millrace.projection.Projection;
import dev.millrace.projection.RunningProjections;
import dev.millrace.runtime.scylla.SchemaMigrator;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildSchemaTest {

  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE IF NOT EXISTS millrace.orders (id int)",
          "ALTER TABLE millrace.orders ADD total bigint",
          "CREATE TABLE IF NOT EXISTS millrace.orders_by_customer (id int)");

  @Test
  void aBuildHasItsOwnCopiesMadeByAllStatementsOfTheSchema() {
    assertThat(BuildSchema.statements(SCHEMA, new Build("p", 3), List.of("orders")))
        .containsExactly(
            "CREATE TABLE IF NOT EXISTS millrace.orders_3 (id int)",
            "ALTER TABLE millrace.orders_3 ADD total bigint");
  }

  @Test
  void aTableThatNoFileCreatesIsAFault() {
    assertThatIllegalStateException()
        .isThrownBy(() -> BuildSchema.statements(SCHEMA, new Build("p", 3), List.of("nothing")))
        .withMessageContaining("millrace.nothing");
  }

  @Test
  void everyProjectionsTablesAreInTheSchema() {
    for (Projection projection : RunningProjections.all()) {
      var build = new Build(projection.name(), 2);
      assertThat(BuildSchema.statements(SchemaMigrator.statements(), build, projection.tables()))
          .hasSameSizeAs(projection.tables());
    }
  }
}
