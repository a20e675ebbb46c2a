package dev.millrace.testkit;

/**
 * A task as Kafka Streams has them: one partition of one sub-topology, with its own state.
 *
 * @param subtopology as {@code Topology.describe()} numbers them
 * @param partition from 0
 */
public record Task(int subtopology, int partition) implements Comparable<Task> {

  @Override
  public int compareTo(Task other) {
    return subtopology == other.subtopology
        ? Integer.compare(partition, other.partition)
        : Integer.compare(subtopology, other.subtopology);
  }

  /** As Kafka Streams writes it. */
  @Override
  public String toString() {
    return subtopology + "_" + partition;
  }
}
