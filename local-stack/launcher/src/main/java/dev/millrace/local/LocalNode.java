package dev.millrace.local;

import java.time.Duration;
import java.util.regex.Pattern;

/** The database or the broker of a local stack: keeps its ports and data over restarts. */
public final class LocalNode {

  private static final Pattern READY = Pattern.compile("(?m)^READY \\d+$");

  private final ChildProcess process;
  private final Duration startTimeout;

  LocalNode(ChildProcess process, Duration startTimeout) {
    this.process = process;
    this.startTimeout = startTimeout;
  }

  /** Starts it and waits until it serves. */
  public void start() {
    process.start();
    awaitReady();
  }

  void launch() {
    process.start();
  }

  void awaitReady() {
    process.awaitOutput(READY, startTimeout);
  }

  /** The process, to be stopped, killed or paused. */
  public ChildProcess process() {
    return process;
  }
}
