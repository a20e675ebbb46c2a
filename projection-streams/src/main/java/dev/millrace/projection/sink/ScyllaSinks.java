package dev.millrace.projection.sink;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Statement;
import dev.millrace.projection.Build;
import dev.millrace.projection.BuildParts;
import dev.millrace.runtime.retry.Backoff;
import java.time.Duration;

/** Sinks that write the tables of a build in ScyllaDB, again and again while it is away. */
public record ScyllaSinks(CqlSession session, Build build, SinkMetrics metrics) implements Sinks {

  private static final Backoff RETRIES = new Backoff(Duration.ofMillis(20), Duration.ofSeconds(2));

  /** Of any build. */
  public static BuildParts.SinksOfBuild of(CqlSession session) {
    return (build, metrics) -> new ScyllaSinks(session, build, metrics);
  }

  @Override
  public <R> Sink<R> open(ReadTable<R> table) {
    Sink<Statement<?>> requests =
        statement -> session.executeAsync(statement).thenApply(result -> null);
    return new ScyllaSink<>(
        new RetryingSink<>(requests, RETRIES, metrics), table.statements().prepare(session, build));
  }
}
