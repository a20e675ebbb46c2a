package dev.millrace.runtime.scylla;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaFilesTest {

  @Test
  void splitsAtSemicolonsThatAreNeitherQuotedNorInComments() {
    assertThat(
            CqlScript.statements(
                """
                -- a file; with a comment
                CREATE TABLE a (x text); -- the end; really
                INSERT INTO a (x) VALUES ('it''s -- not; over');

                SELECT 1
                """))
        .containsExactly(
            "CREATE TABLE a (x text)",
            "INSERT INTO a (x) VALUES ('it''s -- not; over')",
            "SELECT 1");
  }

  @Test
  void thinksNothingOfAnEmptyFile() {
    assertThat(CqlScript.statements(" -- nothing\n ; \n")).isEmpty();
  }

  @Test
  void packsTheSchemaFilesInOrder() {
    assertThat(SchemaMigrator.files()).first().isEqualTo("001-keyspace.cql");
    assertThat(SchemaMigrator.files()).isSorted().hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void everyStatementIsIdempotent() {
    SchemaMigrator.statements()
        .forEach(statement -> assertThat(statement).contains("IF NOT EXISTS"));
  }
}
