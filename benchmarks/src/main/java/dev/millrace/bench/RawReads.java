package dev.millrace.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/** The reads that queries come down to, with the bare driver: every row and column is looked at. */
record RawReads(CqlSession session, PreparedStatement read, List<UUID> keys)
    implements ClosedLoop.Operation {

  static RawReads of(CqlSession session, String cql, List<UUID> keys) {
    var statement =
        SimpleStatement.newInstance(cql)
            .setIdempotent(true)
            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM);
    return new RawReads(session, session.prepare(statement), keys);
  }

  @Override
  public CompletionStage<?> next(int slot) {
    UUID key = keys.get(ThreadLocalRandom.current().nextInt(keys.size()));
    return session.executeAsync(read.bind(key)).thenAccept(RawReads::look);
  }

  private static void look(AsyncResultSet rows) {
    rows.currentPage()
        .forEach(
            row -> {
              for (int column = 0; column < row.size(); column++) {
                row.getObject(column);
              }
            });
  }
}
