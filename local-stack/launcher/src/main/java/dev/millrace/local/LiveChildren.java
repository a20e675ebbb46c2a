package dev.millrace.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Ends the children that are still running when this process exits, youngest first. */
final class LiveChildren {

  private static final Deque<ChildProcess> LIVE = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(LiveChildren::stopAll, "stop-children"));
  }

  private LiveChildren() {}

  static synchronized void add(ChildProcess child) {
    LIVE.push(child);
  }

  static synchronized void remove(ChildProcess child) {
    LIVE.remove(child);
  }

  private static void stopAll() {
    copy().forEach(ChildProcess::stop);
  }

  // A child removes itself while it stops, which must not meet this class's lock the other way.
  private static synchronized List<ChildProcess> copy() {
    return new ArrayList<>(LIVE);
  }
}
