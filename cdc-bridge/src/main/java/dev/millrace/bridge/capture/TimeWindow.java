package dev.millrace.bridge.capture;

import java.time.Duration;
import java.time.Instant;

/** Half-open time range [start, end) of one read of the CDC log, in whole milliseconds. */
record TimeWindow(Instant start, Instant end) {

  Duration length() {
    return Duration.between(start, end);
  }
}
