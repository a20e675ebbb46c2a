package dev.millrace.cli.doctor.check;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whether what Kafka acknowledged survives the loss of a broker. */
public final class DurabilityCheck {

  private static final int NAMED = 3;
  private static final String MIN_IN_SYNC = "min.insync.replicas";

  private DurabilityCheck() {}

  /** Judges all topics that the pipeline relies on, Kafka's and Streams' own among them. */
  public static Finding check(Collection<TopicFacts> topics) {
    var problems = new Problems();
    warn(
        topics,
        topic -> topic.replicas() == 1,
        "only 1 replica",
        "fine for a local stack, not for production: create the topics with 3 replicas"
            + " (default.replication.factor), or reassign them",
        problems);
    warn(
        topics,
        topic -> topic.replicas() > 1 && minInSync(topic) == 1,
        "min.insync.replicas 1",
        "an acknowledged record may be lost with one broker: set min.insync.replicas=2",
        problems);
    warn(
        topics,
        topic -> topic.replicas() > 1 && minInSync(topic) >= topic.replicas(),
        "as many min.insync.replicas as replicas",
        "with one broker away nothing is written: set it one lower",
        problems);
    unclean(topics, problems);
    return problems.finding("durability", Units.count(topics.size(), "topic"));
  }

  private static void unclean(Collection<TopicFacts> topics, Problems problems) {
    List<TopicFacts> unclean =
        topics.stream()
            .filter(topic -> "true".equals(topic.text("unclean.leader.election.enable")))
            .toList();
    if (!unclean.isEmpty()) {
      problems.fail(
          "unclean leader election (" + names(unclean) + ")",
          "acknowledged records may vanish: set unclean.leader.election.enable=false");
    }
  }

  private static void warn(
      Collection<TopicFacts> topics,
      Predicate<TopicFacts> when,
      String what,
      String todo,
      Problems problems) {
    List<TopicFacts> some = topics.stream().filter(when).toList();
    if (!some.isEmpty()) {
      problems.warn(what + " (" + names(some) + ")", todo);
    }
  }

  private static long minInSync(TopicFacts topic) {
    Long least = topic.number(MIN_IN_SYNC);
    return least == null ? 0 : least;
  }

  private static String names(List<TopicFacts> topics) {
    String names =
        topics.stream()
            .map(TopicFacts::name)
            .sorted()
            .limit(NAMED)
            .collect(Collectors.joining(", "));
    return topics.size() > NAMED ? names + " and " + (topics.size() - NAMED) + " more" : names;
  }
}
