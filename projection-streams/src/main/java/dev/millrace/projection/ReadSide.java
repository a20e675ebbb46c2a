package dev.millrace.projection;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.projection.sink.RowNotices;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What the queries of a projection read from. */
public interface ReadSide {

  /**
   * A reader of the serving build's tables.
   *
   * @param open prepares the queries; called once for each build that comes to serve
   * @return asked at every request, for another build may serve then; fails with a problem that
   *     says so while the service is starting
   */
  <R> Supplier<R> reader(BiFunction<CqlSession, Build, R> open);

  /** Tells of the rows that the serving build writes in this process. */
  RowNotices notices();
}
