package dev.millrace.cli.doctor.check;

import java.util.List;

/** Whether somebody captures, and no more than one does. */
public final class CaptureRouteCheck {

  private static final String NAME = "capture route";

  private CaptureRouteCheck() {}

  /**
   * Judges who captures.
   *
   * @param bridges for each instance that answers, whether it captures
   * @param silent how many instances do not answer
   * @param connector whether a connector was named
   */
  public static Finding check(List<Boolean> bridges, int silent, boolean connector) {
    boolean bridge = bridges.contains(true);
    if (bridge && connector) {
      return Finding.warning(
          NAME,
          "bridge and connector",
          "both read the log and every event comes twice, which costs and harms nothing: set"
              + " capture.enabled=false where the connector is to capture, or remove it");
    }
    if (bridge || connector) {
      return Finding.ok(NAME, bridge ? "bridge" : "connector");
    }
    if (silent > 0) {
      return Finding.failure(
          NAME,
          "no bridge that captures answers, and " + silent + " answer nothing",
          "start those that do not answer, see their logs. Meanwhile events come by the express"
              + " lane, or late from the event store");
    }
    return Finding.failure(
        NAME,
        "none of these bridges captures",
        "name the worker of the connector with --connect, or the bridges that capture with"
            + " --bridge; if nobody does, set capture.enabled=true. Meanwhile events come by the"
            + " express lane, or late from the event store");
  }
}
