package dev.millrace.bridge.audit;

import static dev.millrace.bridge.BridgeFixtures.captured;
import static dev.millrace.bridge.BridgeFixtures.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.bridge.BridgeStack;
import dev.millrace.bridge.TopicReader;
import dev.millrace.bridge.capture.EventStoreWriter;
import dev.millrace.bridge.sequencer.CaptureTopic;
import dev.millrace.bridge.sequencer.Sequencer;
import dev.millrace.contract.CaptureRecord;
import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.EventRecords;
import dev.millrace.contract.Topics;
import dev.millrace.contract.Watermark;
import dev.millrace.local.LocalStack;
import dev.millrace.local.junit.WithLocalStack;
import dev.millrace.runtime.scylla.ScyllaSessions;
import dev.millrace.runtime.scylla.ScyllaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The auditor on a store of which nothing is captured. */
@WithLocalStack
class AuditorIT {

  private static final Auditor.Table TABLE = new Auditor.Table("millrace", "event_store");
  private static final int FAST = 1_000_000;

  private static LocalStack local;
  private static BridgeStack stack;
  private static CqlSession impatient;
  private static EventStoreWriter store;
  private static PositionTopic position;

  @TempDir private Path folder;
  private SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final UUID aggregate = UUID.randomUUID();

  @BeforeAll
  static void open(LocalStack running) {
    local = running;
    stack = BridgeStack.open(running.endpoints());
    ScyllaSettings scylla = stack.scylla();
    impatient =
        ScyllaSessions.open(
            new ScyllaSettings(
                scylla.contactPoints(), scylla.datacenter(), Duration.ofSeconds(2), false));
    store = new EventStoreWriter(stack.session());
    position = new PositionTopic(stack.kafka(), "millrace.event_store");
  }

  @AfterAll
  static void close() {
    impatient.close();
    stack.close();
  }

  @Test
  void theLastEventOfAnAggregateIsFoundThoughItWasLost() {
    store.append(captured(aggregate, 1), captured(aggregate, 2), captured(aggregate, 3));
    try (var capture = new CaptureTopic(stack.kafka());
        var reader = new TopicReader(stack.kafka(), Topics.ORDER_EVENTS, aggregate);
        Sequencer sequencer =
            Sequencer.start(BridgeStack.sequencer(folder), stack.kafka(), stack.parts(registry))) {
      capture.send(List.of(captured(aggregate, 1), captured(aggregate, 2)));
      reader.await(read -> read.size() == 2);
      try (Auditor auditor = start(FAST, Duration.ZERO, () -> true)) {
        assertThat(auditor).isNotNull();
        assertThat(reader.await(read -> read.size() == 3))
            .extracting(record -> EventRecords.read(record.headers(), record.value()))
            .containsExactly(event(aggregate, 1), event(aggregate, 2), event(aggregate, 3));
      }
      assertThat(sequencer.isRunning()).isTrue();
    }
  }

  @Test
  void aRestartGoesOnWhereTheWalkWas() {
    for (int i = 0; i < 30; i++) {
      store.append(captured(UUID.randomUUID(), 1));
    }
    // A page in two seconds: it is not at the end before this test has looked.
    try (Auditor slow = start(5, Duration.ZERO, () -> true)) {
      assertThat(slow).isNotNull();
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> position.load().underWay() && position.load().token() > Segment.BEGINNING);
    }
    AuditPosition stopped = position.load();
    Set<UUID> rest = aggregatesAfter(stopped.token());
    assertThat(rest).isNotEmpty();
    try (var reader = new TopicReader(stack.kafka(), Topics.ORDER_CAPTURE, key -> true)) {
      int before = reader.readToEnd().size();
      try (Auditor next = start(FAST, Duration.ofHours(1), () -> true)) {
        assertThat(next).isNotNull();
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> !position.load().underWay());
      }
      List<ConsumerRecord<String, byte[]>> all = reader.readToEnd();
      assertThat(watermarks(all.subList(before, all.size()))).isEqualTo(rest);
    }
    assertThat(position.load().started()).isEqualTo(stopped.started());
    assertThat(gauge("last.walk")).isPositive();
    assertThat(gauge("last.walk.age")).isNotNegative();
    assertThat(gauge("walk.position")).isEqualTo(1);
  }

  @Test
  void itGoesOnWhenTheDatabaseHasStoodStill() {
    store.append(captured(aggregate, 1));
    try (Auditor auditor = start(FAST, Duration.ZERO, () -> true)) {
      assertThat(auditor).isNotNull();
      local.database().process().pause();
      try {
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> counter("failures") >= 1);
      } finally {
        local.database().process().resume();
      }
      double failures = counter("failures");
      double sent = counter("watermarks");
      assertThat(failures).isPositive();
      Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> counter("watermarks") > sent);
    }
  }

  @Test
  void itWalksOnlyWhereItIsToldTo() {
    store.append(captured(aggregate, 1));
    var mine = new AtomicBoolean();
    try (Auditor waiting = start(FAST, Duration.ZERO, mine::get)) {
      assertThat(waiting).isNotNull();
      SimpleMeterRegistry its = registry;
      // One that is told to, and was started later, has walked: the other has had its time.
      try (Auditor other = start(FAST, Duration.ZERO, () -> true)) {
        assertThat(other).isNotNull();
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> counter("watermarks") > 0);
      }
      registry = its;
      assertThat(counter("watermarks")).isZero();
      mine.set(true);
      Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> counter("watermarks") > 0);
    }
  }

  private Auditor start(int rate, Duration period, BooleanSupplier mine) {
    registry = new SimpleMeterRegistry();
    return Auditor.start(
        new AuditorSettings(rate, period),
        TABLE,
        new Auditor.Parts(impatient, stack.kafka(), mine, registry));
  }

  private static Set<UUID> aggregatesAfter(long token) {
    return stack
        .session()
        .execute(
            "SELECT DISTINCT aggregate_id, version FROM millrace.event_store"
                + " WHERE token(aggregate_id) > ?",
            token)
        .all()
        .stream()
        .filter(row -> !row.isNull("version"))
        .map(row -> row.getUuid("aggregate_id"))
        .collect(Collectors.toSet());
  }

  private static Set<UUID> watermarks(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream()
        .map(AuditorIT::read)
        .filter(Watermark.class::isInstance)
        .map(record -> ((Watermark) record).aggregate())
        .collect(Collectors.toSet());
  }

  private static CaptureRecord read(ConsumerRecord<String, byte[]> record) {
    return CaptureRecords.readAny(record.key(), record.headers(), record.value());
  }

  private double counter(String name) {
    return registry.get("millrace.auditor." + name).counter().count();
  }

  private double gauge(String name) {
    return registry.get("millrace.auditor." + name).gauge().value();
  }
}
