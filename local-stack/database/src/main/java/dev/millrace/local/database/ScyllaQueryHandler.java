package dev.millrace.local.database;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.cassandra.cql3.BatchQueryOptions;
import org.apache.cassandra.cql3.CQLStatement;
import org.apache.cassandra.cql3.QueryHandler;
import org.apache.cassandra.cql3.QueryOptions;
import org.apache.cassandra.cql3.QueryProcessor;
import org.apache.cassandra.cql3.statements.BatchStatement;
import org.apache.cassandra.cql3.statements.schema.AlterSchemaStatement;
import org.apache.cassandra.exceptions.InvalidRequestException;
import org.apache.cassandra.service.ClientState;
import org.apache.cassandra.service.QueryState;
import org.apache.cassandra.transport.Dispatcher;
import org.apache.cassandra.transport.messages.ResultMessage;
import org.apache.cassandra.utils.MD5Digest;

/** Understands ScyllaDB's DDL and leaves everything else to Cassandra. */
public final class ScyllaQueryHandler implements QueryHandler {

  private static final QueryProcessor CASSANDRA = QueryProcessor.instance;

  @Override
  public CQLStatement parse(String query, QueryState state, QueryOptions options) {
    Optional<CQLStatement> generation = NewGeneration.parse(query);
    if (generation.isPresent()) {
      return generation.get();
    }
    DdlTranslation translation = translate(query);
    CQLStatement statement = CASSANDRA.parse(translation.cql(), state, options);
    return statement instanceof AlterSchemaStatement
        ? new CdcAwareStatement(statement, translation.cdc())
        : statement;
  }

  @Override
  public ResultMessage process(
      CQLStatement statement,
      QueryState state,
      QueryOptions options,
      Map<String, ByteBuffer> customPayload,
      Dispatcher.RequestTime requestTime) {
    return CASSANDRA.process(statement, state, options, customPayload, requestTime);
  }

  @Override
  public ResultMessage.Prepared prepare(
      String query, ClientState clientState, Map<String, ByteBuffer> customPayload) {
    return CASSANDRA.prepare(query, clientState, customPayload);
  }

  @Override
  public QueryHandler.Prepared getPrepared(MD5Digest id) {
    return CASSANDRA.getPrepared(id);
  }

  @Override
  public ResultMessage processPrepared(
      CQLStatement statement,
      QueryState state,
      QueryOptions options,
      Map<String, ByteBuffer> customPayload,
      Dispatcher.RequestTime requestTime) {
    return CASSANDRA.processPrepared(statement, state, options, customPayload, requestTime);
  }

  @Override
  public ResultMessage processBatch(
      BatchStatement statement,
      QueryState state,
      BatchQueryOptions options,
      Map<String, ByteBuffer> customPayload,
      Dispatcher.RequestTime requestTime) {
    return CASSANDRA.processBatch(statement, state, options, customPayload, requestTime);
  }

  private static DdlTranslation translate(String query) {
    try {
      return DdlTranslation.of(query);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(e.getMessage(), e);
    }
  }
}
