package dev.millrace.cli.doctor.check;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether a topic is there and keeps what it must. */
public final class TopicCheck {

  private static final String COMPACT = "compact";

  private TopicCheck() {}

  /**
   * A topic as the pipeline needs it.
   *
   * @param compacted whether only the newest record of a key counts
   * @param history whether readers come later and want everything from the beginning
   */
  public record Wanted(String name, boolean compacted, boolean history) {}

  /**
   * Judges a topic.
   *
   * @param topic null if there is none
   */
  public static Finding check(Wanted wanted, @Nullable TopicFacts topic) {
    String name = "topic " + wanted.name();
    if (topic == null) {
      return Finding.failure(
          name, "missing", "start cdc-bridge and projection-streams, which create their topics");
    }
    var problems = new Problems();
    policy(wanted, topic, problems);
    retention(wanted, topic, problems);
    partitions(topic, problems);
    return problems.finding(name, summary(topic));
  }

  private static void policy(Wanted wanted, TopicFacts topic, Problems problems) {
    String policy = topic.text("cleanup.policy");
    if (policy == null || policy.contains(COMPACT) == wanted.compacted()) {
      return;
    }
    if (wanted.compacted()) {
      problems.fail(
          "the newest record of a key is deleted with age",
          alter(wanted, "cleanup.policy=compact"));
    } else {
      problems.fail(
          "compaction deletes all events of an aggregate but its last",
          alter(wanted, "cleanup.policy=delete"));
    }
  }

  private static void retention(Wanted wanted, TopicFacts topic, Problems problems) {
    Long millis = topic.number("retention.ms");
    Long bytes = topic.number("retention.bytes");
    boolean finite = (millis != null && millis >= 0) || (bytes != null && bytes >= 0);
    if (wanted.history() && finite) {
      problems.warn(
          "a new consumer or a rebuilt projection does not see what is older",
          alter(wanted, "retention.ms=-1,retention.bytes=-1") + ", if you want that");
    }
  }

  private static void partitions(TopicFacts topic, Problems problems) {
    long offline = topic.partitions().stream().filter(one -> !one.hasLeader()).count();
    if (offline > 0) {
      problems.fail(Units.count(offline, "partition") + " without leader", "start its brokers");
    }
    long behind =
        topic.partitions().stream()
            .filter(one -> one.hasLeader() && one.inSync() < one.replicas())
            .count();
    if (behind > 0) {
      problems.warn(
          Units.count(behind, "partition") + " with replicas that are away or behind",
          "start the brokers that are away, see their logs");
    }
  }

  private static String alter(Wanted wanted, String config) {
    return "kafka-configs.sh --alter --topic " + wanted.name() + " --add-config " + config;
  }

  private static String summary(TopicFacts topic) {
    String policy = topic.text("cleanup.policy");
    String text = Units.count(topic.partitions().size(), "partition");
    if (policy == null || policy.equals(COMPACT)) {
      return policy == null ? text : text + ", compacted";
    }
    Long millis = topic.number("retention.ms");
    return text
        + (millis == null || millis < 0
            ? ", kept for ever"
            : ", kept " + Units.duration(Duration.ofMillis(millis)));
  }
}
