package dev.millrace.cli.doctor.check;

import dev.millrace.cli.doctor.check.GenerationCheck.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a connector is behind the clock, by the offsets that Kafka Connect keeps for it. */
public final class ConnectorOffsetsCheck {

  private static final String NAME = "connector offsets";

  /** Workers write offsets down once a minute, if not told otherwise. */
  private static final Duration FLUSH = Duration.ofMinutes(1);

  private static final Duration VERY_LATE = Duration.ofMinutes(10);
  private static final Duration SWITCH = Duration.ofMinutes(2);

  private ConnectorOffsetsCheck() {}

  /**
   * A place in the log: everything before it was read.
   *
   * @param generation start of the stream generation that the vnode belongs to
   */
  public record Offset(Instant generation, long vnode, Instant readUpTo) {}

  /**
   * What the database says of itself.
   *
   * @param newest null if that is not known
   * @param ttl of the log's rows; null if that is not known, or if they live for ever
   */
  public record Log(@Nullable Generation newest, @Nullable Duration ttl) {}

  /** Judges the vnode that is furthest behind, of the newest generation that has offsets. */
  public static Finding check(
      List<Offset> offsets, ConnectorSettings settings, Log log, Instant now) {
    Instant generation =
        offsets.stream().map(Offset::generation).max(Instant::compareTo).orElse(null);
    if (generation == null) {
      return Finding.warning(
          NAME,
          "none yet",
          "it has some after its first heartbeat or record. If it stays without, it reads nothing:"
              + " see scylla.table.names and the worker's log");
    }
    List<Offset> current =
        offsets.stream().filter(it -> it.generation().equals(generation)).toList();
    Instant oldest =
        current.stream().map(Offset::readUpTo).min(Instant::compareTo).orElse(generation);
    Duration age = Duration.between(oldest, now);
    var problems = new Problems();
    late(age, settings, log.ttl(), problems);
    if (log.newest() != null) {
      compare(generation, current.size(), log.newest(), now, problems);
    }
    return problems.finding(
        NAME,
        "read up to " + Units.duration(age) + " ago, " + Units.count(current.size(), "vnode"));
  }

  private static void late(
      Duration age, ConnectorSettings settings, @Nullable Duration ttl, Problems problems) {
    Duration usual =
        settings.window().plus(settings.confidence()).plus(settings.heartbeat()).plus(FLUSH);
    String todo =
        "ask again: if it falls, the connector catches up. Otherwise see its state, and the"
            + " worker's log; larger windows catch up faster";
    if (age.compareTo(usual.plus(VERY_LATE)) > 0) {
      problems.fail("windows, heartbeat and flush explain " + Units.duration(usual), todo);
    } else if (age.compareTo(usual) > 0) {
      problems.warn("windows, heartbeat and flush explain " + Units.duration(usual), todo);
    }
    if (ttl != null && age.compareTo(ttl.dividedBy(2)) > 0) {
      problems.fail(
          "rows expire unread " + Units.duration(ttl) + " after they were written",
          "what expires comes from the event store, late. Where a connector never caught up, let a"
              + " new one begin with scylla.initial.lookback.ms");
    }
  }

  private static void compare(
      Instant generation, int vnodes, Generation newest, Instant now, Problems problems) {
    boolean settled = Duration.between(newest.start(), now).compareTo(SWITCH) > 0;
    if (generation.isBefore(newest.start())) {
      if (settled) {
        problems.warn(
            "nothing of the generation of " + newest.start(),
            "it reads the one before to its end first: ask again. If that does not pass, see the"
                + " worker's log");
      }
    } else if (vnodes < newest.vnodes() && settled) {
      problems.warn(
          "no offset of " + Units.count(newest.vnodes() - vnodes, "vnode"),
          "each has one after its first heartbeat: ask again. If that does not pass, a task does"
              + " not run");
    }
  }
}
