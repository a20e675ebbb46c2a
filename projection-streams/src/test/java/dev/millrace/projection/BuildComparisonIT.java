package dev.millrace.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.projection.compare.BuildComparison;
import dev.millrace.projection.compare.BuildComparison.Limits;
import dev.millrace.projection.compare.TableDifference;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two builds' copies of a table with a partition that is larger than what is held in memory. */
@WithLocalStack
class BuildComparisonIT {

  private static final String TABLE = "compared";
  private static final int ROWS = 1_000;
  private static final int BATCH = 100;
  private static final int IN_MEMORY = 50;

  private final Build serving = new Build("comparison", 1);
  private final Build other = new Build("comparison", 2);
  private CqlSession session;

  @BeforeEach
  void fill(LocalStackEndpoints endpoints) {
    session = LocalSession.open(endpoints, Duration.ofSeconds(20));
    for (Build build : List.of(serving, other)) {
      String table = build.table(TABLE);
      session.execute("DROP TABLE IF EXISTS " + table);
      session.execute(
          "CREATE TABLE " + table + " (page int, line int, text text, PRIMARY KEY (page, line))");
      var insert = session.prepare("INSERT INTO " + table + " (page, line, text) VALUES (?, ?, ?)");
      for (int first = 0; first < ROWS; first += BATCH) {
        var batch = BatchStatement.builder(DefaultBatchType.UNLOGGED);
        for (int line = first; line < first + BATCH; line++) {
          batch.addStatement(insert.bind(1, line, "line " + line));
        }
        session.execute(batch.build());
      }
    }
  }

  @AfterEach
  void drop() {
    List.of(serving, other)
        .forEach(build -> session.execute("DROP TABLE IF EXISTS " + build.table(TABLE)));
    session.close();
  }

  @Test
  void whatDiffersInALargePartitionIsFound() throws InterruptedException {
    change("UPDATE %s SET text = 'other' WHERE page = 1 AND line = 100");
    change("DELETE FROM %s WHERE page = 1 AND line = 200");
    change("INSERT INTO %s (page, line, text) VALUES (2, 1, 'more')");
    TableDifference result = compare(1_000);
    assertThat(result.equal()).isEqualTo(ROWS - 2);
    assertThat(result.different()).isEqualTo(1);
    assertThat(result.missing()).isEqualTo(1);
    assertThat(result.extra()).isEqualTo(1);
    assertThat(result.examples())
        .containsExactlyInAnyOrder(
            "page=1 line=100: text line 100 -> other",
            "page=1 line=200 is missing",
            "page=2 line=1 is too much");
  }

  @Test
  void buildsThatAreNotTheSameAreNotComparedToTheEnd() throws InterruptedException {
    change("TRUNCATE %s");
    TableDifference result = compare(100);
    assertThat(result.missing()).isBetween(100L, 100L + IN_MEMORY);
    assertThat(result.examples())
        .last()
        .isEqualTo("not compared any further after " + result.missing() + " differences");
  }

  private void change(String cql) {
    session.execute(cql.formatted(other.table(TABLE)));
  }

  private TableDifference compare(long differences) throws InterruptedException {
    var limits = new Limits(Duration.ofMillis(1), IN_MEMORY, differences);
    return new BuildComparison(session, serving, other, limits).run(List.of(TABLE)).get(0);
  }
}
