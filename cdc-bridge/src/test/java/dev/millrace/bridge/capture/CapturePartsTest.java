package dev.millrace.bridge.capture;

import static dev.millrace.bridge.capture.CaptureFixtures.START;
import static dev.millrace.bridge.capture.CaptureFixtures.TABLE;
import static dev.millrace.bridge.capture.CaptureFixtures.generation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.bridge.capture.CaptureStatus.Range;
import dev.millrace.bridge.capture.CaptureStatus.Share;
import dev.millrace.contract.ContractJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What readiness and status say. */
class CapturePartsTest {

  private static final CaptureSettings SETTINGS = CaptureFixtures.SETTINGS;
  private static final Instant NOW = START.plus(Duration.ofMinutes(1));
  private static final Duration LONG = Duration.ofSeconds(31);
  private static final long TTL_SECONDS = 3_600;

  private final SettableClock clock = new SettableClock(NOW);
  private final CaptureKafka kafka = new CaptureKafka();
  private final CaptureProgress progress = new CaptureProgress(kafka);
  private final FakeMembership membership = new FakeMembership();
  private final WatchedMasterCql master =
      new WatchedMasterCql(
          CaptureFixtures.tableWithTtl(Optional.of(TTL_SECONDS)), clock, Duration.ofSeconds(9));
  private volatile CdcLog log = (query, rows) -> {};
  private final GenerationSwitch generations =
      new GenerationSwitch(
          TABLE,
          progress,
          new CaptureTasks(1),
          new TaskStarter(
                  SETTINGS,
                  CaptureFixtures.ttl(Optional.of(TTL_SECONDS)),
                  CaptureFixtures.tools(
                      (query, rows) -> log.read(query, rows), progress, kafka, clock))
              ::task);
  private final CaptureParts parts = parts();

  private CaptureParts parts() {
    TableTtl ttl = CaptureFixtures.ttl(Optional.of(TTL_SECONDS));
    var horizon = new LossHorizon(ttl, generations.running()::oldest, clock);
    return new CaptureParts(SETTINGS, master, generations, membership, ttl, horizon, clock);
  }

  @BeforeEach
  void everythingAnswers() {
    master.fetchTableTTL(TABLE).join();
    membership.lastHeartbeat = NOW;
    generations.configureWorkers(generation(START, 0, 1, 2));
  }

  @AfterEach
  void close() {
    parts.close();
  }

  @Test
  void isAliveWhenEveryTaskCapturesWindows() {
    generations.own(new TaskShare(Set.of(0, 1), 4));
    awaitAlive();
  }

  @Test
  void isAliveWithoutTasksAsLongAsTheGroupAnswers() {
    assertThat(parts.isAlive()).isTrue();
    clock.advance(LONG);
    master.fetchTableTTL(TABLE).join();
    assertThat(parts.isAlive()).isFalse();
    membership.lastHeartbeat = clock.instant();
    assertThat(parts.isAlive()).isTrue();
  }

  @Test
  void isNotAliveWhenTheDatabaseTellsTheMasterNothing() {
    clock.advance(LONG);
    membership.lastHeartbeat = clock.instant();
    assertThat(parts.isAlive()).isFalse();
  }

  @Test
  void isNotAliveWhenOneOfItsTasksCapturesNoWindow() {
    log =
        (query, rows) -> {
          if (query.task().getvNodeId().getIndex() == 1) {
            throw new IOException("away");
          }
        };
    generations.own(new TaskShare(Set.of(0, 1), 4));
    Awaitility.await()
        .until(() -> generations.running().all().anyMatch(t -> t.lastCaptured().equals(NOW)));
    assertThat(parts.isAlive()).isFalse();
    generations.release(List.of(1));
    awaitAlive();
  }

  @Test
  void isNotAliveBeforeItCapturesWhatTheGroupAssigned() {
    membership.settled = false;
    assertThat(parts.isAlive()).isFalse();
  }

  @Test
  void isNotAliveWithoutAGeneration() {
    generations.stopWorkers();
    assertThat(parts.isAlive()).isFalse();
  }

  @Test
  void tellsWhatItCapturesAndHowFarItIs() throws Exception {
    generations.own(new TaskShare(Set.of(0, 1), 4));
    Instant head = NOW.minus(SETTINGS.confidence());
    Awaitility.await()
        .until(
            () ->
                parts
                    .tasks()
                    .oldestPosition()
                    .filter(at -> !at.isBefore(head.minus(SETTINGS.idleWindow())))
                    .filter(at -> parts.status().windowMillis().greatest() < 10_000)
                    .isPresent());
    CaptureStatus status = parts.status();
    assertThat(status.table()).isEqualTo("millrace.event_store");
    assertThat(status.memberId()).isEqualTo("member-1");
    assertThat(status.partitionsOwned()).containsExactly(0, 1);
    assertThat(status.partitions()).isEqualTo(4);
    assertThat(status.generationStart()).isEqualTo(START);
    assertThat(status.tasks()).isEqualTo(new Share(2, 3));
    assertThat(status.lagSeconds()).isBetween(2.0, 7.0);
    assertThat(status.oldestTask())
        .startsWith("millrace.event_store/" + START.toEpochMilli() + "/")
        .isEqualTo(parts.tasks().oldest().orElseThrow().key());
    assertThat(status.ttlSeconds()).isEqualTo(TTL_SECONDS);
    assertThat(status.lossHorizonSeconds()).isEqualTo(TTL_SECONDS - status.lagSeconds());
    assertThat(status.windowMillis().least()).isPositive();
    JsonNode json = new ObjectMapper().readTree(ContractJson.write(status));
    assertThat(json.at("/tasks/owned").asInt()).isEqualTo(2);
    assertThat(json.at("/generationStart").asText()).isEqualTo(START.toString());
  }

  @Test
  void tellsNoPositionWhereItCapturesNothing() {
    CaptureStatus status = parts.status();
    assertThat(status.tasks()).isEqualTo(new Share(0, 3));
    assertThat(status.windowMillis()).isEqualTo((Range) null);
    assertThat(ContractJson.write(status))
        .doesNotContain("lagSeconds", "oldestTask")
        .contains("\"tasks\"");
  }

  private void awaitAlive() {
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(parts::isAlive);
  }
}
