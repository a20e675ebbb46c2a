package dev.millrace.projection.manage;

import dev.millrace.projection.Build;
import dev.millrace.projection.parking.DryRun;
import dev.millrace.projection.parking.ParkedAggregate;
import dev.millrace.projection.parking.ParkedTopic;
import dev.millrace.projection.parking.ParkedTopic.Patience;
import dev.millrace.projection.parking.StoreReader;
import dev.millrace.runtime.http.Problem;
import dev.millrace.runtime.http.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what of a build is parked on all instances, whichever is asked, and be the build running or
 * not. What waits is in its topic; what a redrive would make of it takes the aggregate's view,
 * which only the instance has that reads the aggregate's partition.
 */
final class ParkedOverview {

  private static final Logger log = LoggerFactory.getLogger(ParkedOverview.class);

  /** Less than clients wait. */
  static final Patience PATIENCE = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(20));

  private final ProjectionManager manager;
  private final String bootstrapServers;
  private final Patience patience;

  ParkedOverview(ProjectionManager manager, String bootstrapServers, Patience patience) {
    this.manager = manager;
    this.bootstrapServers = bootstrapServers;
    this.patience = patience;
  }

  /** Fails with a problem that says so if the topic cannot be read. */
  List<ParkedAggregate> of(Build build) {
    Map<String, DryRun> here = dryRunsHere(build);
    try {
      return ParkedTopic.read(bootstrapServers, build.parkedTopic(), patience).with(here);
    } catch (IOException e) {
      log.warn("parked records are not known projection={} cause={}", build, e.toString());
      throw new ProblemException(
          Problem.of(
              503,
              "parked-unavailable",
              "Parked records unavailable",
              e.getMessage() + "; try again"));
    }
  }

  private Map<String, DryRun> dryRunsHere(Build build) {
    return manager
        .here(build)
        .flatMap(here -> here.supervised().stores().map(stores -> dryRuns(here, stores)))
        .orElse(Map.of());
  }

  private static Map<String, DryRun> dryRuns(TendedBuild here, StoreReader stores) {
    try {
      return here.parts().dryRuns(stores);
    } catch (InvalidStateStoreException | IllegalStateException e) {
      // Partitions are moving, or none are here, or it has just been stopped: what waits is known
      // all the same.
      log.debug("no dry run here projection={}", here.supervised().build(), e);
      return Map.of();
    }
  }
}
