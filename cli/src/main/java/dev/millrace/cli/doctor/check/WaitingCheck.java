package dev.millrace.cli.doctor.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Whether aggregates wait for events that do not come. */
public final class WaitingCheck {

  private static final String NAME = "waiting aggregates";
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int NAMED = 3;
  private static final String UNFILLABLE = "unfillable";
  private static final String REFUSED = "refused";

  private WaitingCheck() {}

  /**
   * An aggregate that waits.
   *
   * @param head the last sequence that was let through
   * @param awaited the highest sequence that is known to exist
   * @param state {@code waiting}, {@code filling}, {@code unfillable} or {@code refused}
   */
  public record Aggregate(
      String aggregateId, long head, long awaited, Instant since, long parked, String state) {}

  /** What an instance of the bridge says at {@code GET /sequencer/waiting}. */
  public record Waiting(long total, long unfillable, List<Aggregate> aggregates) {}

  /** Judges what all instances say. */
  public static Finding check(List<Waiting> instances, Instant now) {
    var problems = new Problems();
    long unfillable = instances.stream().mapToLong(Waiting::unfillable).sum();
    if (unfillable > 0) {
      problems.fail(
          unfillable + " unfillable: " + named(instances, UNFILLABLE, now),
          "the event store does not have the event after head: restore it there, or send a record"
              + " with that sequence, made right by hand, to order-capture (cdc-bridge/README.md)");
    }
    long refused = in(instances, REFUSED).size();
    if (refused > 0) {
      problems.fail(
          atLeast(instances) + refused + " refused: " + named(instances, REFUSED, now),
          "the event after head names a topic that the bridge may not publish to: start the bridge"
              + " with it in sequencer.topics");
    }
    late(instances, now, problems);
    long total = instances.stream().mapToLong(Waiting::total).sum();
    return problems.finding(NAME, total == 0 ? "none" : Long.toString(total));
  }

  private static void late(List<Waiting> instances, Instant now, Problems problems) {
    List<Aggregate> late =
        instances.stream()
            .flatMap(one -> one.aggregates().stream())
            .filter(one -> !one.state().equals(UNFILLABLE) && !one.state().equals(REFUSED))
            .filter(one -> waited(one, now).compareTo(LONG) > 0)
            .toList();
    if (!late.isEmpty()) {
      problems.warn(
          atLeast(instances)
              + late.size()
              + " for more than "
              + Units.duration(LONG)
              + ": "
              + named(late, now),
          "see millrace_sequencer_gap_reads_failed_total: if it rises, the bridge does not reach"
              + " the event store; otherwise ask again");
    }
  }

  /** Of many that wait, an instance lists only the first. */
  private static String atLeast(List<Waiting> instances) {
    boolean all = instances.stream().allMatch(one -> one.aggregates().size() >= one.total());
    return all ? "" : "at least ";
  }

  private static List<Aggregate> in(List<Waiting> instances, String state) {
    return instances.stream()
        .flatMap(one -> one.aggregates().stream())
        .filter(one -> one.state().equals(state))
        .toList();
  }

  private static String named(List<Waiting> instances, String state, Instant now) {
    return named(in(instances, state), now);
  }

  private static String named(List<Aggregate> aggregates, Instant now) {
    String names =
        aggregates.stream()
            .sorted(Comparator.comparing(Aggregate::since))
            .limit(NAMED)
            .map(one -> describe(one, now))
            .collect(Collectors.joining(", "));
    return aggregates.size() > NAMED ? names + " …" : names;
  }

  private static String describe(Aggregate one, Instant now) {
    return String.format(
        "%s (head %d, awaited %d, parked %d, for %s)",
        one.aggregateId(),
        one.head(),
        one.awaited(),
        one.parked(),
        Units.duration(waited(one, now)));
  }

  private static Duration waited(Aggregate aggregate, Instant now) {
    return Duration.between(aggregate.since(), now);
  }
}
