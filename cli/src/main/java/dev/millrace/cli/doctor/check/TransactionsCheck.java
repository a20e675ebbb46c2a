package dev.millrace.cli.doctor.check;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a partition has a transaction that its coordinator no longer knows, so that nobody will
 * ever end it: for readers of committed records the partition ends there.
 */
public final class TransactionsCheck {

  private static final int EXAMPLES = 3;

  private TransactionsCheck() {}

  /**
   * A transaction that is open in a partition and nowhere else.
   *
   * @param startOffset of its first record, where readers of committed records stop
   */
  public record Hanging(String topic, int partition, long startOffset) {

    @Override
    public String toString() {
      return topic + "-" + partition + " at " + startOffset;
    }
  }

  /**
   * Judges the partitions of the pipeline.
   *
   * @param kafka bootstrap servers, for the command that ends such a transaction
   */
  public static Finding check(List<Hanging> hanging, String kafka) {
    String name = "transactions";
    if (hanging.isEmpty()) {
      return Finding.ok(name, "none hangs");
    }
    Hanging first = hanging.get(0);
    return Finding.failure(
        name,
        Units.count(hanging.size(), "partition")
            + " with a transaction that nobody ends: "
            + hanging.stream()
                .limit(EXAMPLES)
                .map(Hanging::toString)
                .collect(Collectors.joining(", "))
            + (hanging.size() > EXAMPLES ? ", …" : ""),
        "sequencer or projections cannot read on or restore their state there. If docs/operating.md"
            + " says that it may be given up: kafka-transactions.sh --bootstrap-server "
            + kafka
            + String.format(
                " abort --topic %s --partition %d --start-offset %d",
                first.topic(), first.partition(), first.startOffset()));
  }
}
