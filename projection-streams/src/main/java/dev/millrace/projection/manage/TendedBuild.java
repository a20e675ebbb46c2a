package dev.millrace.projection.manage;

import dev.millrace.projection.Build;
import dev.millrace.projection.BuildParts;
import dev.millrace.projection.Projection;
import dev.millrace.projection.backfill.BackfillFailure;
import dev.millrace.projection.backfill.BackfillRunner;
import dev.millrace.projection.parking.Redrives;
import dev.millrace.projection.sink.RowNotices;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A build with the thread that looks after it, for it may take long to start and to stop. */
final class TendedBuild implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TendedBuild.class);
  private static final long PERIOD_MILLIS = 100;
  private static final long REMOVAL_PAUSE_NANOS = 1_000_000_000;
  private static final long CLOSE_SECONDS = 30;

  private final SupervisedBuild supervised;
  private final BuildParts parts;
  private final Removal removal;
  private final Filling filling;
  private final ScheduledExecutorService thread;
  private volatile @Nullable Orders orders;
  private boolean left;
  private boolean removed;
  private long removalAt = System.nanoTime();

  private record Orders(BuildRecord record, Collection<Redrives.Request> redrives) {}

  /** What fills it up, and from what topic it reads otherwise. */
  private record Filling(BackfillRunner runner, String source) {}

  /**
   * What ends a build.
   *
   * @param here removes what this instance keeps of it
   * @param everywhere removes the rest, unless an instance still runs it; whether that is done
   */
  private record Removal(Runnable here, BooleanSupplier everywhere) {}

  private TendedBuild(
      SupervisedBuild supervised, BuildParts parts, Filling filling, Removal removal) {
    this.removal = removal;
    this.filling = filling;
    this.supervised = supervised;
    this.parts = parts;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> new Thread(task, "projection-tend-" + supervised.build()));
    // The next look is soon.
    var look =
        new Look(
            this::tend,
            e ->
                log.error(
                    "projection could not be looked after projection={}", supervised.build(), e));
    // It catches what it meets: there is nothing to be learnt from the future.
    var unused = thread.scheduleWithFixedDelay(look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  static TendedBuild of(
      Build build,
      Projection projection,
      BuildStarter starter,
      RowNotices notices,
      BuildRegister register) {
    BuildParts parts = starter.parts(build, notices);
    var supervised = new SupervisedBuild(build, starter.starter(projection, parts));
    parts.watch(() -> supervised.state() == SupervisedBuild.State.STOPPED);
    BooleanSupplier everywhere =
        () -> {
          if (!starter.remove(build, projection, () -> builds(register))) {
            return false;
          }
          register.delete(build);
          log.info("build removed projection={}", build);
          return true;
        };
    var filling = new Filling(starter.backfill(build, projection), projection.source().name());
    var removal = new Removal(() -> starter.forgetState(build), everywhere);
    return new TendedBuild(supervised, parts, filling, removal);
  }

  private static List<Build> builds(BuildRegister register) {
    return register.all().stream().map(BuildRecord::build).toList();
  }

  /** From now on it is to be so. */
  void follow(BuildRecord record, List<Redrives.Request> redrives) {
    orders = new Orders(record, redrives);
  }

  private void tend() {
    Orders now = orders;
    if (now == null || removed) {
      return;
    }
    if (now.record().wanted() == Wanted.DROPPED) {
      drop();
      return;
    }
    parts.tick();
    parts.serving(now.record().serving());
    parts.redrives().replace(now.redrives());
    supervised.tend(now.record().wanted(), now.record().wantedAt());
    filling
        .runner()
        .tend(
            now.record().wanted() == Wanted.RUNNING
                && supervised.readsFirstPartition(filling.source()));
  }

  /** Stops it here; then, when no instance runs it any more, removes what it has elsewhere. */
  private void drop() {
    if (!left) {
      filling.runner().close();
      boolean ended = supervised.drop();
      parts.forget();
      left = true;
      // Not under the feet of a thread that still waits for the database.
      if (ended) {
        removal.here().run();
      }
    } else if (filling.runner().isIdle() && System.nanoTime() - removalAt >= 0) {
      removalAt = System.nanoTime() + REMOVAL_PAUSE_NANOS;
      removed = removal.everywhere().getAsBoolean();
    }
  }

  SupervisedBuild supervised() {
    return supervised;
  }

  BuildParts parts() {
    return parts;
  }

  /** What filling it up failed of last on this instance, since that came no further. */
  Optional<BackfillFailure> backfillFailure() {
    return filling.runner().lastFailure();
  }

  /** Whether it does what it is to do. */
  boolean isInOrder() {
    return supervised.state() == SupervisedBuild.State.RUNNING
        || supervised.state() == SupervisedBuild.State.PAUSED;
  }

  /** Whether it has failed too often and waits for somebody. */
  boolean isStopped() {
    return supervised.state() == SupervisedBuild.State.STOPPED;
  }

  /**
   * Ends a build that another instance has removed, perhaps before this one was told that it was
   * dropped.
   */
  void removedElsewhere() {
    boolean ended = stopTending() && supervised.drop();
    parts.forget();
    if (ended) {
      removal.here().run();
    }
  }

  @Override
  public void close() {
    var unused = stopTending();
    supervised.close();
  }

  /** Whether nobody looks after it any more. */
  private boolean stopTending() {
    filling.runner().close();
    thread.shutdown();
    try {
      boolean ended = thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        log.warn("projection is still being looked after projection={}", supervised.build());
      }
      filling.runner().awaitEnd();
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
