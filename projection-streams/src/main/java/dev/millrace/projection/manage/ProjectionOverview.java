package dev.millrace.projection.manage;

import com.datastax.oss.driver.api.core.DriverException;
import dev.millrace.contract.Topic;
import dev.millrace.projection.Build;
import dev.millrace.projection.Projection;
import dev.millrace.projection.backfill.BackfillRegister;
import dev.millrace.projection.backfill.BackfillState;
import dev.millrace.projection.manage.LastErrors.LastError;
import dev.millrace.projection.manage.ProjectionStatus.BuildStatus;
import dev.millrace.runtime.kafka.GroupLag;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how all projections are. */
final class ProjectionOverview {

  private static final Logger log = LoggerFactory.getLogger(ProjectionOverview.class);

  private final ProjectionManager manager;
  private final BackfillRegister backfills;
  private final Admin admin;
  private final String bootstrapServers;
  private final ParkedCounts parked;

  ProjectionOverview(
      ProjectionManager manager, BackfillRegister backfills, Admin admin, String bootstrapServers) {
    this.manager = manager;
    this.backfills = backfills;
    this.admin = admin;
    this.bootstrapServers = bootstrapServers;
    this.parked = new ParkedCounts(admin, bootstrapServers);
  }

  List<ProjectionStatus> all() {
    return manager.records().stream()
        .map(record -> record.build().projection())
        .distinct()
        .sorted()
        .map(this::of)
        .flatMap(Optional::stream)
        .toList();
  }

  /** A projection; empty if there is none of the name. */
  Optional<ProjectionStatus> of(String name) {
    return manager.projection(name).map(this::status);
  }

  private ProjectionStatus status(Projection projection) {
    List<BuildRecord> records =
        manager.records().stream()
            .filter(record -> record.build().projection().equals(projection.name()))
            .sorted(Comparator.comparing(record -> record.build().number()))
            .toList();
    Integer serving =
        records.stream()
            .filter(BuildRecord::serving)
            .map(record -> record.build().number())
            .findFirst()
            .orElse(null);
    return new ProjectionStatus(
        projection.name(),
        projection.version(),
        serving,
        records.stream().map(record -> status(projection, record)).toList());
  }

  private BuildStatus status(Projection projection, BuildRecord record) {
    Build build = record.build();
    Optional<TendedBuild> here = manager.here(build);
    Optional<LastError> error = here.flatMap(tended -> tended.supervised().lastError());
    double rate = here.map(tended -> tended.parts().recordsPerSecond()).orElse(0.0);
    // Of one that is being dropped the topics go.
    boolean goes = record.wanted() == Wanted.DROPPED;
    Optional<GroupLag> lag = goes ? Optional.empty() : lag(projection, build);
    Optional<BackfillState> backfill = backfill(build);
    return new BuildStatus(
        build.number(),
        record.codeVersion(),
        record.wanted().name(),
        here.map(tended -> tended.supervised().state().name()).orElse("ELSEWHERE"),
        record.serving(),
        record.createdAt(),
        record.servedAt(),
        lag.map(GroupLag::records).orElse(null),
        lag.map(ProjectionOverview::seconds).orElse(null),
        lag.map(ProjectionOverview::percent).orElse(null),
        rounded(rate),
        lag.filter(l -> rate > 0).map(l -> rounded(l.records() / rate)).orElse(null),
        goes ? null : parked.of(build).orElse(null),
        backfill.map(BackfillState::percent).orElse(null),
        BackfillStatus.of(backfill, here.flatMap(TendedBuild::backfillFailure)),
        topics(projection, build),
        error.map(LastError::at).orElse(null),
        error.map(LastError::message).orElse(null));
  }

  private static Map<String, String> topics(Projection projection, Build build) {
    Map<String, String> topics = new TreeMap<>();
    for (Topic<?, ?> topic : projection.topics()) {
      topics.put(topic.name(), build.topic(topic));
    }
    return topics;
  }

  private Optional<BackfillState> backfill(Build build) {
    try {
      return Optional.of(backfills.find(build));
    } catch (DriverException e) {
      log.warn("backfill is not known projection={} cause={}", build, e.toString());
      return Optional.empty();
    }
  }

  private Optional<GroupLag> lag(Projection projection, Build build) {
    try {
      return Optional.of(
          GroupLag.of(
              admin,
              bootstrapServers,
              build.applicationId(),
              List.of(projection.source().name(), build.backfillTopic())));
    } catch (IOException e) {
      log.warn("lag is not known projection={} cause={}", build, e.toString());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static double seconds(GroupLag lag) {
    return lag.oldest()
        .map(oldest -> rounded(Duration.between(oldest, Instant.now()).toMillis() / 1000.0))
        .orElse(0.0);
  }

  private static double percent(GroupLag lag) {
    return lag.total() == 0 ? 100 : rounded(100.0 * (lag.total() - lag.records()) / lag.total());
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
