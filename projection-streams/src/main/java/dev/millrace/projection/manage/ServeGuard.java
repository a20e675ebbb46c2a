package dev.millrace.projection.manage;

import dev.millrace.projection.Build;
import dev.millrace.projection.backfill.BackfillRegister;
import dev.millrace.projection.query.Answers;
import dev.millrace.runtime.http.Problem;
import dev.millrace.runtime.http.ProblemException;
import dev.millrace.runtime.kafka.GroupLag;
import java.io.IOException;
import org.apache.kafka.clients.admin.Admin;

/** Keeps a build from serving that would take queries back in time. */
record ServeGuard(ProjectionOverview overview, BackfillRegister backfills, Admin admin) {

  /**
   * Requires a build to have read all that it is to serve.
   *
   * @param maxLagSeconds how old its oldest unread event may be
   * @throws ProblemException 409 with what it lacks
   */
  void requireReady(Build to, long maxLagSeconds) {
    requireFilledUp(to);
    requireCaughtUp(to, maxLagSeconds);
  }

  private void requireCaughtUp(Build to, long maxLagSeconds) {
    Double lag =
        overview.of(to.projection()).stream()
            .flatMap(status -> status.builds().stream())
            .filter(status -> status.build() == to.number())
            .map(ProjectionStatus.BuildStatus::lagSeconds)
            .findFirst()
            .orElse(null);
    if (lag == null || lag > maxLagSeconds) {
      throw Answers.conflict(
          "build %s is %s behind, more than maxLagSeconds %d"
              .formatted(to, lag == null ? "an unknown time" : lag + " s", maxLagSeconds));
    }
  }

  /** What was sent has to be read as well: it is as old as the sending, whatever its age. */
  private void requireFilledUp(Build to) {
    if (!backfills.find(to).finished() || unreadBackfill(to) > 0) {
      throw Answers.conflict("build " + to + " still gets events from the event store");
    }
  }

  private long unreadBackfill(Build build) {
    try {
      return GroupLag.unread(admin, build.applicationId(), build.backfillTopic());
    } catch (IOException e) {
      throw Answers.conflict("build " + build + " is behind by an unknown number of events: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(
          Problem.of(
              503, "not-running", "Not running here", "build " + build + " does not run here now"));
    }
  }
}
