package dev.millrace.local.database;

import java.util.Optional;
import org.apache.cassandra.audit.AuditLogContext;
import org.apache.cassandra.cql3.CQLStatement;
import org.apache.cassandra.cql3.QueryOptions;
import org.apache.cassandra.service.ClientState;
import org.apache.cassandra.service.QueryState;
import org.apache.cassandra.transport.Dispatcher;
import org.apache.cassandra.transport.messages.ResultMessage;

/** A DDL statement after which the CDC log of its table is brought in line. */
record CdcAwareStatement(CQLStatement ddl, Optional<CdcOptions> cdc) implements CQLStatement {

  @Override
  public void authorize(ClientState state) {
    ddl.authorize(state);
  }

  @Override
  public void validate(ClientState state) {
    ddl.validate(state);
  }

  @Override
  public ResultMessage execute(
      QueryState state, QueryOptions options, Dispatcher.RequestTime requestTime) {
    ResultMessage result = ddl.execute(state, options, requestTime);
    reconcile();
    return result;
  }

  @Override
  public ResultMessage executeLocally(QueryState state, QueryOptions options) {
    ResultMessage result = ddl.executeLocally(state, options);
    reconcile();
    return result;
  }

  private void reconcile() {
    AuditLogContext context = ddl.getAuditLogContext();
    if (context.scope != null) {
      CdcTables.reconcile(context.keyspace, context.scope, cdc);
    }
  }

  @Override
  public AuditLogContext getAuditLogContext() {
    return ddl.getAuditLogContext();
  }
}
