package dev.millrace.cli.doctor.probe;

import dev.millrace.cli.doctor.check.TopicFacts;
import dev.millrace.cli.doctor.check.TransactionsCheck.Hanging;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds transactions that hang, much as KIP-664 says: open in a partition, while the coordinator
 * does not count that partition as part of one. A transaction that ends meanwhile is not taken for
 * one: its coordinator forgets a partition only after that has got its marker, so the partition is
 * asked once more. Nor are those of a coordinator that is away: then there is no answer at all.
 */
final class OpenTransactions {

  private static final String COORDINATORS = "__transaction_state";

  private OpenTransactions() {}

  /**
   * A transaction as its partition sees it.
   *
   * @param startOffset of its first record
   */
  record Open(TopicPartition partition, long producerId, long startOffset) {}

  static List<Hanging> hanging(Admin admin, Collection<TopicPartition> partitions)
      throws Exception {
    Set<Open> before = open(admin, partitions);
    if (before.isEmpty()) {
      return List.of();
    }
    requireCoordinators(admin);
    Map<Long, Set<TopicPartition>> coordinated =
        coordinated(admin, before.stream().map(Open::producerId).collect(Collectors.toSet()));
    return hanging(before, coordinated, open(admin, partitions));
  }

  /**
   * Those that were open before and after, and that the coordinator did not know in between.
   *
   * @param coordinated partitions of the open transaction of each producer
   */
  static List<Hanging> hanging(
      Set<Open> before, Map<Long, Set<TopicPartition>> coordinated, Set<Open> after) {
    return before.stream()
        .filter(after::contains)
        .filter(
            open ->
                !coordinated.getOrDefault(open.producerId(), Set.of()).contains(open.partition()))
        .map(
            open ->
                new Hanging(
                    open.partition().topic(), open.partition().partition(), open.startOffset()))
        .sorted(Comparator.comparing(Hanging::topic).thenComparing(Hanging::partition))
        .toList();
  }

  private static void requireCoordinators(Admin admin) throws Exception {
    boolean allThere =
        TopicDescriptions.read(admin, COORDINATORS::equals).values().stream()
            .flatMap(topic -> topic.partitions().stream())
            .allMatch(TopicFacts.Partition::hasLeader);
    if (!allThere) {
      throw new IllegalStateException(
          "a partition of " + COORDINATORS + " has no leader, its transactions are not known");
    }
  }

  private static Set<Open> open(Admin admin, Collection<TopicPartition> partitions)
      throws Exception {
    Set<Open> open = new HashSet<>();
    KafkaProbe.await(admin.describeProducers(partitions).all())
        .forEach(
            (partition, state) ->
                state
                    .activeProducers()
                    .forEach(
                        producer ->
                            producer
                                .currentTransactionStartOffset()
                                .ifPresent(
                                    start ->
                                        open.add(
                                            new Open(partition, producer.producerId(), start)))));
    return open;
  }

  private static Map<Long, Set<TopicPartition>> coordinated(Admin admin, Set<Long> producers)
      throws Exception {
    var options = new ListTransactionsOptions().filterProducerIds(producers);
    List<String> ids = new ArrayList<>();
    for (TransactionListing listing : KafkaProbe.await(admin.listTransactions(options).all())) {
      ids.add(listing.transactionalId());
    }
    Map<Long, Set<TopicPartition>> coordinated = new HashMap<>();
    for (TransactionDescription transaction :
        KafkaProbe.await(admin.describeTransactions(ids).all()).values()) {
      coordinated.put(transaction.producerId(), transaction.topicPartitions());
    }
    return coordinated;
  }
}
