package dev.millrace.cli.doctor.check;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a Streams application is behind its topics. */
public final class GroupCheck {

  private static final Duration LATE = Duration.ofSeconds(10);
  private static final Duration VERY_LATE = Duration.ofMinutes(5);
  private static final Set<String> NOBODY = Set.of("Empty", "Dead");

  private GroupCheck() {}

  /**
   * An application's consumer group.
   *
   * @param state as Kafka names it
   * @param lag records that it has not read, marks of transactions included
   * @param expired records that were deleted before it read them
   * @param oldest age of the oldest record that it has not read; null if there is none
   */
  public record Group(String id, String state, long lag, long expired, @Nullable Duration oldest) {}

  /**
   * Judges a group.
   *
   * @param service whose application it is
   */
  public static Finding check(Group group, String service) {
    var problems = new Problems();
    if (NOBODY.contains(group.state())) {
      problems.fail("no instance works for it", "start " + service + ", or see its log");
    }
    if (group.expired() > 0) {
      problems.warn(
          Units.count(group.expired(), "record") + " deleted before it read them",
          "raise the topic's retention.ms above the longest outage; what the sequencer missed it"
              + " gets from the event store, a projection must be rebuilt");
    }
    age(group.oldest(), service, problems);
    return problems.finding("group " + group.id(), summary(group));
  }

  private static void age(@Nullable Duration oldest, String service, Problems problems) {
    String todo = "ask again: if it falls, it catches up. Otherwise see the log of " + service;
    if (oldest == null) {
      return;
    }
    if (oldest.compareTo(VERY_LATE) > 0) {
      problems.fail("more than " + Units.duration(VERY_LATE) + " late", todo);
    } else if (oldest.compareTo(LATE) > 0) {
      problems.warn("more than " + Units.duration(LATE) + " late", todo);
    }
  }

  private static String summary(Group group) {
    String lag = group.state() + ", lag " + Units.count(group.lag(), "record");
    return group.oldest() == null
        ? lag
        : lag + ", the oldest of " + Units.duration(group.oldest()) + " ago";
  }

  /** There is no such group. */
  public static Finding missing(String id, String service) {
    return Finding.failure(
        "group " + id, "no such group: it has never run on this Kafka", "start " + service);
  }
}
