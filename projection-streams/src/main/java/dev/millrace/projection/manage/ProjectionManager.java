package dev.millrace.projection.manage;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.projection.Build;
import dev.millrace.projection.Projection;
import dev.millrace.projection.ReadSide;
import dev.millrace.projection.sink.RowNotices;
import dev.millrace.projection.sink.TransientFailures;
import dev.millrace.runtime.http.Deferred;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every build that the register has, as it says; the same on every instance. The register is
 * read twice a second: that is how soon a command is followed, whichever instance took it. Where it
 * cannot be read, everything goes on as it was.
 */
public final class ProjectionManager implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProjectionManager.class);
  private static final long PERIOD_MILLIS = 500;
  private static final long CLOSE_SECONDS = 10;

  private final Map<String, Projection> projections = new HashMap<>();
  private final Deferred<CqlSession> session = new Deferred<>();
  private final Deferred<Map<String, Build>> serving = new Deferred<>();
  private final Map<Build, TendedBuild> builds = new ConcurrentHashMap<>();
  private final Map<Build, RowNotices> notices = new ConcurrentHashMap<>();
  private final ScheduledExecutorService control =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "projection-control"));
  private volatile List<BuildRecord> records = List.of();

  /**
   * A manager of projections that runs nothing yet.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public ProjectionManager(Collection<Projection> projections) {
    for (Projection projection : projections) {
      if (this.projections.put(projection.name(), projection) != null) {
        throw new IllegalArgumentException("two projections are named " + projection.name());
      }
    }
  }

  /** What the queries of a projection read; usable before anything runs. */
  public ReadSide readSide(Projection projection) {
    return new ServingReads(
        session,
        () -> requireNonNull(serving(projection.name()), projection.name()),
        this::notices);
  }

  private @Nullable Build serving(String projection) {
    return serving.get().get(projection);
  }

  /**
   * Registers the projections and runs their builds from now on.
   *
   * @param register where commands are taken from
   */
  public void start(CqlSession database, BuildRegister register, BuildStarter starter) {
    projections.values().forEach(p -> register.register(p.name(), p.version()));
    var redrives = new RedriveRegister(database);
    follow(register, redrives, starter);
    session.provide(database);
    var look = new Look(() -> follow(register, redrives, starter), ProjectionManager::failed);
    // It catches what it meets: there is nothing to be learnt from the future.
    var unused =
        control.scheduleWithFixedDelay(look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static void failed(Throwable e) {
    String message = "projections cannot be looked up, all go on as they were cause={}";
    if (TransientFailures.contain(e)) {
      log.warn(message, e.toString());
    } else {
      log.error(message, e.toString(), e);
    }
  }

  private void follow(BuildRegister register, RedriveRegister redrives, BuildStarter starter) {
    records =
        register.all().stream()
            .filter(r -> projections.containsKey(r.build().projection()))
            .toList();
    Map<String, Build> serve = new HashMap<>();
    Set<Build> known = new HashSet<>();
    for (BuildRecord record : records) {
      known.add(record.build());
      if (record.serving()) {
        serve.put(record.build().projection(), record.build());
      }
      Projection projection = projections.get(record.build().projection());
      builds
          .computeIfAbsent(
              record.build(),
              build -> TendedBuild.of(build, projection, starter, notices(build), register))
          .follow(record, redrives.of(record.build()));
    }
    serving.provide(Map.copyOf(serve));
    for (Build build : List.copyOf(builds.keySet())) {
      if (!known.contains(build)) {
        TendedBuild gone = builds.remove(build);
        gone.removedElsewhere();
        notices.remove(build);
      }
    }
  }

  // One for each build: another one's rows are not what queries see.
  private RowNotices notices(Build build) {
    return notices.computeIfAbsent(build, of -> new RowNotices());
  }

  /** The projections by name. */
  Optional<Projection> projection(String name) {
    return Optional.ofNullable(projections.get(name));
  }

  /** What was read from the register last. */
  List<BuildRecord> records() {
    return records;
  }

  /** A build as it is here; empty if it does not run here. */
  Optional<TendedBuild> here(Build build) {
    return Optional.ofNullable(builds.get(build));
  }

  /** Whether the build of a projection that serves runs here, or is paused as it is to be. */
  public boolean isServing(String projection) {
    return session.isProvided()
        && Optional.ofNullable(serving(projection))
            .flatMap(this::here)
            .map(TendedBuild::isInOrder)
            .orElse(false);
  }

  /** Whether it is clear here what becomes of the serving build: it runs, is paused or stopped. */
  public boolean hasStarted(String projection) {
    return session.isProvided()
        && Optional.ofNullable(serving(projection))
            .flatMap(this::here)
            .map(build -> build.isInOrder() || build.isStopped())
            .orElse(false);
  }

  @Override
  public void close() {
    control.shutdown();
    try {
      if (!control.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        log.warn("projections are still being looked up");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<TendedBuild> all = new ArrayList<>(builds.values());
    all.parallelStream().forEach(TendedBuild::close);
  }
}
