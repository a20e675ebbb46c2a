package dev.millrace.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.local.LocalStack;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.projection.backfill.BackfillRegister;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators are told of a backfill, whichever instance they ask. */
@WithLocalStack
class BackfillReportsIT {

  private static LocalStack stack;
  private static CqlSession session;
  private static EventLog events;

  @TempDir Path state;
  private BackfillFixture given;

  @BeforeAll
  static void open(LocalStack local) {
    stack = local;
    session = LocalSession.open(stack.endpoints(), Duration.ofSeconds(20));
    events = new EventLog(stack.endpoints());
  }

  @AfterAll
  static void close() {
    events.close();
    session.close();
  }

  @BeforeEach
  void store() {
    given = new BackfillFixture(stack.endpoints(), session, events, state);
  }

  @Test
  void everyInstanceSaysWhatItFailsOfUntilThatIsOver() throws Exception {
    given.history.publish(given.orders.records());
    given.history.forget();
    var begin = Instant.now();
    createTopicThatTakesNothing();
    try (var one = given.start();
        var other = given.start()) {
      for (RunningProjections any : List.of(one, other)) {
        await(
            () -> {
              assertThat(backfill(any).path("lastError").asText())
                  .contains("RecordTooLargeException");
              assertThat(Instant.parse(backfill(any).path("lastErrorAt").asText())).isAfter(begin);
            });
      }
      letTopicTakeEverything();
      given.awaitRows(given.orders);
      given.awaitFinished();
      for (RunningProjections any : List.of(one, other)) {
        await(() -> assertThat(backfill(any).hasNonNull("lastError")).isFalse());
        assertThat(backfill(any).path("events").asInt()).isEqualTo(given.orders.records().size());
      }
      requestShowsNoOldFailure();
    }
  }

  private void requestShowsNoOldFailure() {
    var register = new BackfillRegister(session);
    var build = Build.first(given.projection.name());
    register.request(build);
    assertThat(register.find(build).failure()).isNull();
  }

  @Test
  void rowsThatNameNoTopicAreCounted() {
    given.history.storeWithoutTopic(UUID.randomUUID());
    given.history.publish(given.orders.records());
    try (var running = given.start()) {
      given.awaitFinished();
      assertThat(running.api().post(given.path() + "/backfill").status()).isEqualTo(202);
      assertThat(given.awaitFinished().counts().withoutTopic()).isEqualTo(1);
      assertThat(backfill(running).path("withoutTopic").asInt()).isEqualTo(1);
    }
  }

  private JsonNode backfill(RunningProjections running) {
    return given.status(running).path("backfill");
  }

  private static void await(ThrowingRunnable assertion) {
    Awaitility.await().atMost(BackfillFixture.PATIENCE).untilAsserted(assertion);
  }

  private void createTopicThatTakesNothing() throws ExecutionException, InterruptedException {
    var topic =
        new NewTopic(topic(), EventLog.PARTITIONS, (short) 1)
            .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "10"));
    try (Admin admin = admin()) {
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  private void letTopicTakeEverything() throws ExecutionException, InterruptedException {
    var unlimited =
        new AlterConfigOp(new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, ""), OpType.DELETE);
    try (Admin admin = admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic()), List.of(unlimited)))
          .all()
          .get();
    }
  }

  private String topic() {
    return Build.first(given.projection.name()).backfillTopic();
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", stack.endpoints().kafkaBootstrap()));
  }
}
