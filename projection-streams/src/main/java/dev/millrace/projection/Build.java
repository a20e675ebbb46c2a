package dev.millrace.projection;

import dev.millrace.contract.Topic;

/**
 * One of the builds of a projection. The first one is made by the first start; each rebuild adds
 * one, which has tables, topics, offsets and state of its own beside those of the builds before it.
 *
 * @param projection name of the projection
 * @param number from 1
 */
public record Build(String projection, int number) {

  private static final String KEYSPACE = "millrace.";

  public Build {
    if (number < 1) {
      throw new IllegalArgumentException("build must be at least 1, got " + number);
    }
  }

  public static Build first(String projection) {
    return new Build(projection, 1);
  }

  /** Names its consumer group, its transactions and its internal topics. */
  public String applicationId() {
    return "projection-" + name();
  }

  /** For people, metrics and dead letters. */
  public String name() {
    return projection + suffix("-");
  }

  /** Where the records of aggregates go that it cannot project for now. */
  public String parkedTopic() {
    return name() + "-parked";
  }

  /** What it reads besides its source: events that the source does not have any more. */
  public String backfillTopic() {
    return applicationId() + "-backfill";
  }

  /**
   * Its copy of a table.
   *
   * @param table without keyspace, as the schema names it
   * @return with keyspace
   */
  public String table(String table) {
    return KEYSPACE + table + suffix("_");
  }

  /**
   * Its copy of a topic that others read. The first build has the plain name; a consumer that is to
   * see what a rebuild made has to move on to the new build's topic, and so never sees a view go
   * back.
   */
  public String topic(Topic<?, ?> topic) {
    return topic.name() + suffix("-");
  }

  // The first build has the plain names, which are those of the schema files.
  private String suffix(String separator) {
    return number == 1 ? "" : separator + number;
  }

  @Override
  public String toString() {
    return name();
  }
}
