package dev.millrace.projection.manage;

import java.util.Locale;

/** What a build is to do. */
public enum Wanted {
  RUNNING,

  /** Keeps its place and its state; reads nothing. */
  PAUSED,

  /** Stops; its tables, topics and offsets go. */
  DROPPED;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Wanted of(String column) {
    return valueOf(column.toUpperCase(Locale.ROOT));
  }
}
