package dev.millrace.cli.doctor;

import dev.millrace.cli.doctor.check.DeadLetterCheck;
import dev.millrace.cli.doctor.check.DurabilityCheck;
import dev.millrace.cli.doctor.check.Fact;
import dev.millrace.cli.doctor.check.Finding;
import dev.millrace.cli.doctor.check.GroupCheck;
import dev.millrace.cli.doctor.check.StateTopicsCheck;
import dev.millrace.cli.doctor.check.TopicCheck;
import dev.millrace.cli.doctor.check.TopicFacts;
import dev.millrace.cli.doctor.check.TransactionsCheck;
import dev.millrace.cli.doctor.probe.KafkaProbe;
import dev.millrace.contract.Topic;
import dev.millrace.contract.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What Kafka tells: topics, state, transactions, groups, dead letters. */
final class KafkaFindings {

  private static final String SEQUENCER = "order-sequencer";
  private static final String PROJECTIONS = "projection-";
  private static final String ORDER_PROJECTION = PROJECTIONS + "order";
  private static final Set<String> NAMES =
      Topics.all().stream().map(Topic::name).collect(Collectors.toSet());

  /** Offsets and transactions: without them there is no exactly once. */
  private static final Set<String> KAFKAS_OWN = Set.of("__consumer_offsets", "__transaction_state");

  private final KafkaProbe kafka;
  private final String bootstrapServers;
  private final Fact<Map<String, TopicFacts>> topics;

  KafkaFindings(KafkaProbe kafka, String bootstrapServers) {
    this.kafka = kafka;
    this.bootstrapServers = bootstrapServers;
    this.topics = kafka.topics(KafkaFindings::isOfInterest);
  }

  private static boolean isOfInterest(String topic) {
    return NAMES.contains(topic)
        || KAFKAS_OWN.contains(topic)
        || isStateOf(SEQUENCER, topic)
        || topic.startsWith(PROJECTIONS);
  }

  private static boolean isStateOf(String application, String topic) {
    return topic.startsWith(application + "-") && topic.endsWith("-changelog");
  }

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    Topics.all().forEach(topic -> findings.add(topic(topic)));
    findings.add(topics.judge("durability", all -> DurabilityCheck.check(all.values())));
    findings.add(state(SEQUENCER, Topics.ORDER_CAPTURE));
    findings.add(state(ORDER_PROJECTION, Topics.ORDER_EVENTS));
    findings.add(transactions());
    findings.addAll(groups());
    findings.addAll(deadLetters());
    return findings;
  }

  private Finding topic(Topic<?, ?> topic) {
    var wanted =
        new TopicCheck.Wanted(topic.name(), topic.compacted(), topic.equals(Topics.ORDER_EVENTS));
    return topics.judge(
        "topic " + topic.name(), all -> TopicCheck.check(wanted, all.get(topic.name())));
  }

  private Finding state(String application, Topic<?, ?> source) {
    return topics.judge(
        "state " + application,
        all ->
            StateTopicsCheck.check(
                application,
                all.get(source.name()),
                all.values().stream().filter(it -> isStateOf(application, it.name())).toList()));
  }

  private Finding transactions() {
    return kafka
        .hangingTransactions(KafkaFindings::isOfInterest)
        .judge("transactions", hanging -> TransactionsCheck.check(hanging, bootstrapServers));
  }

  private List<Finding> groups() {
    Fact<Map<String, String>> states =
        kafka.groups(id -> id.equals(SEQUENCER) || id.startsWith(PROJECTIONS));
    List<Finding> findings = new ArrayList<>();
    findings.add(
        states.judge(
            "group " + SEQUENCER,
            known ->
                known.containsKey(SEQUENCER)
                    ? group(SEQUENCER, known.get(SEQUENCER))
                    : GroupCheck.missing(SEQUENCER, "cdc-bridge")));
    findings.addAll(projections(states));
    return findings;
  }

  private List<Finding> projections(Fact<Map<String, String>> states) {
    if (!(states instanceof Fact.Known<Map<String, String>> known)) {
      return List.of(states.judge("groups " + PROJECTIONS + "*", all -> missingProjections()));
    }
    List<Finding> findings = new ArrayList<>();
    known.value().keySet().stream()
        .filter(id -> id.startsWith(PROJECTIONS))
        .forEach(id -> findings.add(group(id, known.value().get(id))));
    return findings.isEmpty() ? List.of(missingProjections()) : findings;
  }

  private static Finding missingProjections() {
    return GroupCheck.missing(PROJECTIONS + "*", "projection-streams");
  }

  private Finding group(String id, String state) {
    boolean isSequencer = id.equals(SEQUENCER);
    Topic<?, ?> source = isSequencer ? Topics.ORDER_CAPTURE : Topics.ORDER_EVENTS;
    String service = isSequencer ? "cdc-bridge" : "projection-streams";
    return kafka
        .group(id, state, source.name())
        .judge("group " + id, group -> GroupCheck.check(group, service));
  }

  private List<Finding> deadLetters() {
    var dlqs = List.of(Topics.ORDER_CAPTURE_DLQ.name(), Topics.PROJECTION_DLQ.name());
    return dlqs.stream()
        .map(
            dlq ->
                kafka
                    .size(dlq)
                    .judge(
                        "dead letters " + dlq,
                        offsets -> DeadLetterCheck.check(dlq, offsets, bootstrapServers)))
        .toList();
  }
}
