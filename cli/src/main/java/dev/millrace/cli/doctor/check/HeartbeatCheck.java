package dev.millrace.cli.doctor.check;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a connector goes on reading where nothing is written. */
public final class HeartbeatCheck {

  private static final String NAME = "connector heartbeat";
  private static final Duration SLACK = Duration.ofSeconds(30);

  private HeartbeatCheck() {}

  /**
   * Judges the newest heartbeat.
   *
   * @param newest null if there is none, or no such topic
   */
  public static Finding check(ConnectorSettings settings, @Nullable Instant newest, Instant now) {
    String topic = settings.heartbeatTopic();
    if (newest == null) {
      return Finding.failure(
          NAME,
          "none in " + topic,
          settings.find("topic.creation.default.replication.factor").isPresent()
              ? "the connector has not read a window yet, or may not write: see its state; the"
                  + " worker needs topic.creation.enable=true, and the right to create topics"
              : "nobody creates the topic: take topic.creation.* from"
                  + " connect-config/outbox-source.json, or create it, compacted");
    }
    Duration age = Duration.between(newest, now);
    Duration usual = settings.window().plus(settings.confidence()).plus(settings.heartbeat());
    var problems = new Problems();
    String todo =
        "windows are not read to their end: see the state of its tasks, the database, and the"
            + " worker's log";
    if (age.compareTo(usual.multipliedBy(10).plus(SLACK)) > 0) {
      problems.fail("one is due every " + Units.duration(settings.heartbeat()), todo);
    } else if (age.compareTo(usual.multipliedBy(2).plus(SLACK)) > 0) {
      problems.warn("one is due every " + Units.duration(settings.heartbeat()), todo);
    }
    return problems.finding(NAME, "newest in " + topic + " is " + Units.duration(age) + " old");
  }
}
