package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.StreamId;
import com.scylladb.cdc.model.TaskId;
import java.util.SortedSet;
import java.util.function.Consumer;

/** The CDC log of a table. */
@FunctionalInterface
interface CdcLog {

  /**
   * Hands over every row that the streams have in the window; rows of one stream in their order.
   *
   * @throws Exception if not all of them could be read, whatever was handed over before
   */
  void read(Query query, Consumer<LogRow> rows) throws Exception;

  /** Which part of the log. */
  record Query(TaskId task, SortedSet<StreamId> streams, TimeWindow window) {}
}
