package dev.millrace.cli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.doctor.check.Finding.Status;
import dev.millrace.cli.doctor.check.TopicCheck.Wanted;
import dev.millrace.cli.doctor.check.TopicFacts.Partition;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicChecksTest {

  private static final Wanted LOG = new Wanted("t", false, false);
  private static final Wanted HISTORY = new Wanted("t", false, true);
  private static final Wanted TABLE = new Wanted("t", true, false);
  private static final Map<String, String> WEEK =
      Map.of("cleanup.policy", "delete", "retention.ms", "604800000", "retention.bytes", "-1");
  private static final Map<String, String> EVER =
      Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");
  private static final Map<String, String> COMPACT = Map.of("cleanup.policy", "compact");

  @Test
  void aTopicMustBeThere() {
    assertThat(TopicCheck.check(LOG, null).status()).isEqualTo(Status.FAILURE);
  }

  @Test
  void theCleanupPolicyMustFit() {
    assertThat(check(LOG, WEEK).found()).isEqualTo("4 partitions, kept 7 d");
    assertThat(check(LOG, COMPACT).status()).isEqualTo(Status.FAILURE);
    assertThat(check(TABLE, COMPACT).found()).isEqualTo("4 partitions, compacted");
    assertThat(check(TABLE, WEEK).status()).isEqualTo(Status.FAILURE);
    assertThat(check(TABLE, WEEK).advice())
        .isEqualTo("kafka-configs.sh --alter --topic t --add-config cleanup.policy=compact");
    assertThat(check(LOG, Map.of()).status()).as("unsaid is unjudged").isEqualTo(Status.OK);
  }

  @Test
  void warnsIfHistoryEnds() {
    assertThat(check(HISTORY, EVER).found()).isEqualTo("4 partitions, kept for ever");
    assertThat(check(HISTORY, WEEK).status()).isEqualTo(Status.WARNING);
    var bytes = Map.of("retention.ms", "-1", "retention.bytes", "1000");
    assertThat(check(HISTORY, bytes).status()).isEqualTo(Status.WARNING);
  }

  @Test
  void replicasThatAreAwayAreTold() {
    assertThat(partition(true, 3, 3).status()).isEqualTo(Status.OK);
    assertThat(partition(true, 3, 2).status()).isEqualTo(Status.WARNING);
    assertThat(partition(false, 3, 1).status()).isEqualTo(Status.FAILURE);
  }

  @Test
  void oneReplicaIsFineForALocalStack() {
    Finding one = durability(1, "1", "false");
    assertThat(one.status()).isEqualTo(Status.WARNING);
    assertThat(one.found()).isEqualTo("1 topic: only 1 replica (t)");
    assertThat(one.advice()).contains("fine for a local stack, not for production");
    assertThat(durability(3, "2", "false").status()).isEqualTo(Status.OK);
    assertThat(durability(3, "1", "false").found()).contains("min.insync.replicas 1");
    assertThat(durability(3, "3", "false").found()).contains("as many min.insync.replicas");
    assertThat(durability(3, "2", "true").status()).isEqualTo(Status.FAILURE);
  }

  @Test
  void stateIsDividedLikeItsTopic() {
    assertThat(StateTopicsCheck.check("a", topic(4, EVER), List.of(topic(4, EVER))).status())
        .isEqualTo(Status.OK);
    assertThat(StateTopicsCheck.check("a", topic(8, EVER), List.of(topic(4, EVER))).status())
        .isEqualTo(Status.FAILURE);
    assertThat(StateTopicsCheck.check("a", null, List.of()).status()).isEqualTo(Status.SKIPPED);
  }

  private static Finding check(Wanted wanted, Map<String, String> config) {
    return TopicCheck.check(wanted, topic(4, config));
  }

  private static TopicFacts topic(int partitions, Map<String, String> config) {
    return new TopicFacts("t", Collections.nCopies(partitions, new Partition(true, 1, 1)), config);
  }

  private static Finding partition(boolean hasLeader, int replicas, int inSync) {
    var partition = new Partition(hasLeader, replicas, inSync);
    return TopicCheck.check(LOG, new TopicFacts("t", List.of(partition), WEEK));
  }

  private static Finding durability(int replicas, String minInSync, String unclean) {
    var config =
        Map.of("min.insync.replicas", minInSync, "unclean.leader.election.enable", unclean);
    var partition = new Partition(true, replicas, replicas);
    return DurabilityCheck.check(List.of(new TopicFacts("t", List.of(partition), config)));
  }
}
