package dev.millrace.cli.doctor.check;

import org.jspecify.annotations.Nullable;

/** Whether the express lane delivers. */
public final class ExpressCheck {

  private static final String NAME = "express lane";

  private ExpressCheck() {}

  /** Events since the command service started: sent ahead, or left to change data capture. */
  public record Express(long delivered, long dropped) {}

  /**
   * Judges the lane.
   *
   * @param express null if it is switched off
   */
  public static Finding check(@Nullable Express express) {
    if (express == null) {
      return Finding.ok(NAME, "off");
    }
    var problems = new Problems();
    if (express.dropped() > express.delivered()) {
      problems.warn(
          express.delivered() == 0 ? "none delivered" : "most dropped",
          "events come seconds later, through CDC: see kafka.bootstrap-servers and the log of"
              + " command-service");
    }
    return problems.finding(
        NAME, "delivered " + express.delivered() + ", dropped " + express.dropped() + " events");
  }
}
