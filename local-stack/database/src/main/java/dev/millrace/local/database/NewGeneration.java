package dev.millrace.local.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.cassandra.audit.AuditLogContext;
import org.apache.cassandra.audit.AuditLogEntryType;
import org.apache.cassandra.cql3.CQLStatement;
import org.apache.cassandra.cql3.QueryOptions;
import org.apache.cassandra.exceptions.InvalidRequestException;
import org.apache.cassandra.service.ClientState;
import org.apache.cassandra.service.QueryState;
import org.apache.cassandra.transport.Dispatcher;
import org.apache.cassandra.transport.messages.ResultMessage;

/**
 * {@code CREATE CDC GENERATION WITH streams = 12}: what ScyllaDB does of itself when its topology
 * changes. A statement of this stand-in only.
 */
record NewGeneration(int streams) implements CQLStatement {

  private static final Pattern SYNTAX =
      Pattern.compile(
          "\\s*CREATE\\s+CDC\\s+GENERATION\\s+WITH\\s+streams\\s*=\\s*(\\d{1,6})\\s*;?\\s*",
          Pattern.CASE_INSENSITIVE);

  /** The statement, if the text is one. */
  static Optional<CQLStatement> parse(String cql) {
    Matcher matcher = SYNTAX.matcher(cql);
    return matcher.matches()
        ? Optional.of(new NewGeneration(Integer.parseInt(matcher.group(1))))
        : Optional.empty();
  }

  @Override
  public void authorize(ClientState state) {
    // Whoever reaches the local database may do everything.
  }

  @Override
  public void validate(ClientState state) {
    if (streams < 1) {
      throw new InvalidRequestException("streams must be at least 1, got " + streams);
    }
  }

  @Override
  public ResultMessage execute(
      QueryState state, QueryOptions options, Dispatcher.RequestTime requestTime) {
    return executeLocally(state, options);
  }

  @Override
  public ResultMessage executeLocally(QueryState state, QueryOptions options) {
    try {
      Cdc.beginGeneration(streams);
      return new ResultMessage.Void();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public AuditLogContext getAuditLogContext() {
    return new AuditLogContext(AuditLogEntryType.ALTER_KEYSPACE);
  }
}
