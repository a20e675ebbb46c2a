package dev.millrace.bridge.capture;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A CDC log whose rows become visible when it was told, and whose reads fail when it was told. */
final class FakeCdcLog implements CdcLog {

  private static final int NEVER = Integer.MAX_VALUE;

  private final Clock clock;
  private final List<Row> rows = new CopyOnWriteArrayList<>();
  private volatile int failAfterRows = NEVER;
  private volatile Runnable betweenRows = () -> {};

  FakeCdcLog(Clock clock) {
    this.clock = clock;
  }

  private record Row(Instant time, Instant visibleAt, LogRow row) {

    private boolean isIn(TimeWindow window, Instant now) {
      return !time.isBefore(window.start())
          && time.isBefore(window.end())
          && !visibleAt.isAfter(now);
    }
  }

  FakeCdcLog with(Instant time, LogRow row) {
    return withLate(time, time, row);
  }

  FakeCdcLog withLate(Instant time, Instant visibleAt, LogRow row) {
    rows.add(new Row(time, visibleAt, row));
    return this;
  }

  /** The next read that has more rows than these breaks after them. */
  void failNextReadAfter(int count) {
    failAfterRows = count;
  }

  void betweenRows(Runnable action) {
    betweenRows = action;
  }

  @Override
  public void read(Query query, Consumer<LogRow> sink) throws IOException {
    int left = failAfterRows;
    for (Row row : rows) {
      if (row.isIn(query.window(), clock.instant())) {
        if (left-- == 0) {
          failAfterRows = NEVER;
          throw new IOException("connection lost");
        }
        sink.accept(row.row());
        betweenRows.run();
      }
    }
  }
}
