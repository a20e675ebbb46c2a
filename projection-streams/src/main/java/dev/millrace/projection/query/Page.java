package dev.millrace.projection.query;

import dev.millrace.runtime.http.Parameters;
import dev.millrace.runtime.http.Parameters.Range;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of orders.
 *
 * @param nextPageToken null on the last page
 */
public record Page<T>(List<T> orders, @Nullable String nextPageToken) {

  private static final Range SIZE = new Range(1, 200, 20);

  public Page {
    orders = List.copyOf(orders);
  }

  /** How many a request asks for. */
  public static int size(Context ctx) {
    return (int) Parameters.number("pageSize", ctx.queryParam("pageSize"), SIZE);
  }

  /** Behind which place a request goes on. */
  public static Optional<Position> after(Context ctx) {
    return PageToken.parameter("pageToken", ctx.queryParam("pageToken"));
  }

  /**
   * The page of a list that has one more than asked for, if there is more: whether there is another
   * page shows without another query.
   */
  public static <T> Page<T> of(List<T> found, int size, Function<T, Position> position) {
    if (found.size() <= size) {
      return new Page<>(found, null);
    }
    List<T> page = found.subList(0, size);
    return new Page<>(page, PageToken.write(position.apply(page.get(size - 1))));
  }
}
