package dev.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.demo.CommandClient;
import dev.millrace.cli.demo.DemoLoad;
import dev.millrace.cli.demo.DemoRecorder;
import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.cli.pipeline.Pipeline.PipelineSettings;
import dev.millrace.cli.pipeline.ServiceChild;
import dev.millrace.contract.CaptureRecords;
import dev.millrace.contract.CapturedEvent;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventMetadata;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor} finds nothing wrong with what is right, and names what is wrong. */
@ExtendWith(PipelineExtension.class)
class DoctorIT {

  private static final String NOWHERE = "127.0.0.1:1";

  /** What a local stack is warned of; dead letters may be there from other tests. */
  private static final Set<String> LOCAL_WARNINGS =
      Set.of(
          "keyspace",
          "topic order-events",
          "durability",
          "dead letters order-capture-dlq",
          "dead letters projection-dlq");

  @Test
  void aHealthyPipelineHasNothingButTheWarningsOfALocalStack(Pipeline pipeline) {
    var client = new CommandClient(pipeline::endpoints);
    try (var recorder = new DemoRecorder(client)) {
      new DemoLoad(5, 2, 7).run(client, recorder, done -> {});
    }
    Examination healthy = awaitHealthy(pipeline);
    assertThat(LOCAL_WARNINGS).containsAll(healthy.names("warning"));
    assertThat(healthy.names("warning")).contains("keyspace", "topic order-events", "durability");
    assertThat(healthy.names("skipped")).isEmpty();
    assertThat(healthy.found("capture tasks")).contains(" owned by 1 instance");
    assertThat(healthy.found("schema")).isEqualTo("11 tables of cql/");
    assertThat(healthy.found("cdc")).isEqualTo("millrace.event_store, TTL of the log 7 d");
    assertThat(healthy.names("ok"))
        .contains(
            "group order-sequencer",
            "group projection-order",
            "projections",
            "express lane",
            "generation",
            "transactions");
  }

  @Test
  void namesTheAggregateWhoseEventIsNowhere(Pipeline pipeline) throws Exception {
    UUID aggregate = UUID.randomUUID();
    send(pipeline, aggregate, 5, 5);
    try {
      Examination sick =
          await(pipeline, found -> found.names("failure").equals(Set.of("waiting aggregates")));
      assertThat(sick.exit()).isEqualTo(1);
      assertThat(sick.found("waiting aggregates"))
          .contains("1 unfillable: " + aggregate + " (head 0, awaited 5, parked 1");
      assertThat(sick.advice("waiting aggregates")).contains("order-capture");
    } finally {
      // What the advice says.
      send(pipeline, aggregate, 1, 4);
    }
    awaitHealthy(pipeline);
  }

  @Test
  void aBridgeThatIsAwayFailsItsOwnCheckAndNoOther(Pipeline pipeline) {
    List<String> options = options(pipeline);
    pipeline.bridge().process().stop();
    try {
      Examination sick = Examination.of(options);
      assertThat(sick.exit()).isEqualTo(1);
      assertThat(sick.found("cdc-bridge")).contains("does not answer: no connection");
      assertThat(sick.advice("cdc-bridge")).contains("start it").contains("--bridge");
      assertThat(sick.names("skipped"))
          .containsExactlyInAnyOrder(
              "capture route",
              "capture tasks",
              "capture lag",
              "loss horizon",
              "auditor",
              "waiting aggregates");
      assertThat(sick.found("capture lag")).isEqualTo("not checked: cdc-bridge does not answer");
      assertThat(sick.names("ok")).contains("database", "kafka", "schema", "generation");
      assertThat(sick.output()).doesNotContain("Exception").doesNotContain("\tat ");
    } finally {
      pipeline.bridge().start();
    }
    awaitHealthy(pipeline);
  }

  @Test
  void aBridgeThatCapturesAndIsAwayIsMissedBesideOneThatDoesNot(
      Pipeline pipeline, @TempDir Path directory) {
    ServiceChild other =
        Pipeline.bridge(
            pipeline.stack(),
            PipelineSettings.in(directory),
            "--capture.enabled=false",
            "--sequencer.enabled=false");
    List<String> options = new ArrayList<>(options(pipeline));
    try {
      other.start();
      options.addAll(List.of("--bridge", other.address().toString()));
      pipeline.bridge().process().stop();
      Examination sick = Examination.of(options);
      assertThat(sick.found("capture route")).startsWith("no bridge that captures answers");
      assertThat(sick.advice("capture route")).doesNotContain("capture.enabled");
      assertThat(sick.names("skipped")).contains("capture tasks", "capture lag", "loss horizon");
      assertThat(sick.found("capture lag"))
          .isEqualTo("not checked: no bridge that answers captures");
    } finally {
      other.process().stop();
      pipeline.bridge().start();
    }
    awaitHealthy(pipeline);
  }

  @Test
  void whereNothingIsThereIsNothingToTrip() {
    String service = "http://" + NOWHERE;
    Examination nothing =
        Examination.of(
            List.of(
                "--database",
                NOWHERE,
                "--kafka",
                NOWHERE,
                "--commands",
                service,
                "--bridge",
                service,
                "--queries",
                service));
    assertThat(nothing.exit()).isEqualTo(1);
    assertThat(nothing.names("failure"))
        .containsExactlyInAnyOrder(
            "database", "kafka", "command-service", "cdc-bridge", "projection-streams");
    assertThat(nothing.names("ok")).isEmpty();
    assertThat(nothing.names("warning")).isEmpty();
    assertThat(nothing.output()).doesNotContain("\tat ");
  }

  private static Examination awaitHealthy(Pipeline pipeline) {
    return await(pipeline, found -> found.exit() == 0 && found.names("skipped").isEmpty());
  }

  private static Examination await(Pipeline pipeline, Predicate<Examination> condition) {
    return Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> Examination.of(options(pipeline)), condition);
  }

  private static List<String> options(Pipeline pipeline) {
    var endpoints = pipeline.endpoints();
    return List.of(
        "--database",
        pipeline.stack().endpoints().databaseAddress(),
        "--datacenter",
        endpoints.datacenter(),
        "--kafka",
        endpoints.kafka(),
        "--commands",
        endpoints.commands().toString(),
        "--bridge",
        pipeline.bridge().address().toString(),
        "--queries",
        endpoints.queries().toString());
  }

  /** Events that are counted and not published. */
  private static void send(Pipeline pipeline, UUID aggregate, long first, long last)
      throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", pipeline.endpoints().kafka()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (long sequence = first; sequence <= last; sequence++) {
        var event =
            new EncodedEvent(
                UUID.randomUUID(),
                "Lost",
                1,
                new AggregateId("lost", aggregate),
                sequence,
                Instant.now(),
                new EventMetadata("doctor", UUID.randomUUID(), null, null, Map.of()),
                "{}");
        producer
            .send(CaptureRecords.write(new CapturedEvent(event, null, CapturedEvent.CDC)))
            .get(30, TimeUnit.SECONDS);
      }
    }
  }
}
