package dev.millrace.cli.doctor.check;

/** Whether records were given up. */
public final class DeadLetterCheck {

  private DeadLetterCheck() {}

  /**
   * Judges a dead-letter topic.
   *
   * @param offsets between its first and its last record; marks of transactions count as well
   * @param kafka bootstrap servers, for the command that shows the letters
   */
  public static Finding check(String topic, long offsets, String kafka) {
    String name = "dead letters " + topic;
    if (offsets == 0) {
      return Finding.ok(name, "none");
    }
    return Finding.warning(
        name,
        "up to " + Units.count(offsets, "record"),
        "look at them, their headers dlq_cause and dlq_coordinates say why and whence:"
            + " kafka-console-consumer.sh --bootstrap-server "
            + kafka
            + " --topic "
            + topic
            + " --from-beginning --property print.headers=true");
  }
}
