package dev.millrace.command.http;

import dev.millrace.command.http.HistoryAnswer.Entry;
import dev.millrace.command.store.EventStore;
import dev.millrace.command.store.Slice;
import dev.millrace.contract.ContractJson;
import dev.millrace.contract.EventTypes;
import dev.millrace.runtime.http.Parameters;
import dev.millrace.runtime.http.ProblemException;
import io.javalin.http.Context;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** {@code GET /orders/{id}/events?from=&limit=}: the events of an order, page by page. */
final class HistoryRoute {

  private static final Parameters.Range FROM = new Parameters.Range(1, Long.MAX_VALUE, 1);
  private static final Parameters.Range LIMIT = new Parameters.Range(1, 1_000, 100);

  private final EventStore store;
  private final EventTypes<?> types;

  HistoryRoute(EventStore store, EventTypes<?> types) {
    this.store = store;
    this.types = types;
  }

  /** Which page. */
  private record Page(UUID orderId, long from, int limit) {
    static Page asked(Context ctx, UUID orderId) {
      return new Page(
          orderId,
          Parameters.number("from", ctx.queryParam("from"), FROM),
          (int) Parameters.number("limit", ctx.queryParam("limit"), LIMIT));
    }

    String next() {
      return "/orders/" + orderId + "/events?from=" + (from + limit) + "&limit=" + limit;
    }
  }

  /** Reads a page; the stage's value writes the answer. */
  CompletionStage<Runnable> read(Context ctx, UUID orderId) {
    Page page = Page.asked(ctx, orderId);
    return store
        .readAfter(orderId, page.from() - 1, page.limit())
        .thenCombine(
            store.version(orderId), (slice, version) -> () -> answer(ctx, page, slice, version));
  }

  private void answer(Context ctx, Page page, Slice slice, long versionThen) {
    // The two reads went side by side: either may have seen an event that the other has not.
    long version = Math.max(versionThen, slice.events().isEmpty() ? 0 : slice.last());
    if (version == 0) {
      throw unknown(page.orderId());
    }
    List<Entry> entries = slice.events().stream().map(types::current).map(Entry::of).toList();
    boolean more = !entries.isEmpty() && slice.last() < version;
    String next = more ? page.next() : null;
    if (more) {
      ctx.header("Link", "<" + next + ">; rel=\"next\"");
    }
    ctx.header("ETag", "\"" + version + '"')
        .contentType("application/json")
        .result(ContractJson.write(new HistoryAnswer(page.orderId(), version, entries, next)));
  }

  static ProblemException unknown(UUID orderId) {
    return new ProblemException(
        dev.millrace.runtime.http.Problem.of(
            404, "unknown-order", "Unknown order", "there is no order " + orderId));
  }
}
