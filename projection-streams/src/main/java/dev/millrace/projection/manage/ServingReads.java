package dev.millrace.projection.manage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import dev.millrace.projection.Build;
import dev.millrace.projection.ReadSide;
import dev.millrace.projection.query.Answers;
import dev.millrace.projection.sink.RowNotices;
import dev.millrace.projection.sink.TransientFailures;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Readers of the tables of whichever build serves.
 *
 * @param session fails while there is none
 * @param serving the build that serves
 * @param noticesOf what is written by a build here
 */
record ServingReads(
    Supplier<CqlSession> session, Supplier<Build> serving, Function<Build, RowNotices> noticesOf)
    implements ReadSide {

  @Override
  public RowNotices notices() {
    return noticesOf.apply(serving.get());
  }

  private record Opened<R>(Build build, R reader) {}

  @Override
  public <R> Supplier<R> reader(BiFunction<CqlSession, Build, R> open) {
    var opened = new AtomicReference<@Nullable Opened<R>>();
    return () -> {
      Build build = serving.get();
      Opened<R> last = opened.get();
      if (last != null && last.build().equals(build)) {
        return last.reader();
      }
      // Two requests may both open one, of which one is kept: preparing twice does no harm.
      var now = new Opened<>(build, opened(open, build));
      opened.set(now);
      return now.reader();
    };
  }

  private <R> R opened(BiFunction<CqlSession, Build, R> open, Build build) {
    try {
      return open.apply(session.get(), build);
    } catch (DriverException e) {
      throw TransientFailures.contain(e) ? Answers.unavailable(e) : e;
    }
  }
}
