package dev.millrace.bridge.capture;

import org.jspecify.annotations.Nullable;

/** One row of a CDC log. */
interface LogRow {

  /** Whether an {@code INSERT} wrote it. */
  boolean isInsert();

  /** Where it is in the log, for error messages and dead letters. */
  String coordinates();

  /** The value that was written; null where none was. */
  @Nullable Object value(String column);
}
