package dev.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.command.handler.CommandHandler;
import dev.millrace.command.handler.CommandOutcome;
import dev.millrace.command.handler.CommandRequest;
import dev.millrace.command.handler.Handlers;
import dev.millrace.command.store.EventStoreSettings;
import dev.millrace.command.store.ScyllaEventStore;
import dev.millrace.command.store.ScyllaSnapshotStore;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EventMetadata;
import dev.millrace.contract.EventRecords;
import dev.millrace.stock.Stock;
import dev.millrace.stock.StockAggregate;
import dev.millrace.stock.StockCommand;
import dev.millrace.stock.StockEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another kind of aggregate takes the same way as orders: store, CDC log, sequencer, topic. */
@ExtendWith(PipelineExtension.class)
class SecondAggregateIT {

  private static final UUID ARTICLE = UUID.randomUUID();

  @Test
  void itsPublishedEventsReachItsTopicInOrder(Pipeline pipeline) {
    try (CqlSession session = TestSessions.open(pipeline)) {
      var handler = handler(session);
      accepted(handler, new StockCommand.Register("tea", 5));
      accepted(handler, new StockCommand.Receive(List.of(4, 6)));
      // Two events, of which the second is not published.
      accepted(handler, new StockCommand.Take(7));
      accepted(handler, new StockCommand.Receive(List.of(20)));
    }
    List<EncodedEvent> published = awaitPublished(pipeline, 5);
    assertThat(published)
        .extracting(event -> event.sequence() + " " + event.type())
        .containsExactly(
            "1 stock.registered",
            "2 stock.received",
            "3 stock.received",
            "4 stock.taken",
            "6 stock.received");
    assertThat(published.get(0).aggregate().type()).isEqualTo("stock");
    assertThat(published.get(0).metadata().attributes()).containsEntry("shelf", "7");
  }

  private static CommandHandler<StockCommand, Stock, StockEvent> handler(CqlSession session) {
    var settings =
        new EventStoreSettings(Duration.ofDays(7), Duration.ofDays(1), Duration.ofSeconds(10));
    return Handlers.handler(
        StockAggregate.DEFINITION,
        new ScyllaEventStore(session, settings),
        new ScyllaSnapshotStore(session));
  }

  private static void accepted(
      CommandHandler<StockCommand, Stock, StockEvent> handler, StockCommand command) {
    var metadata =
        new EventMetadata("conversation", UUID.randomUUID(), "me", null, Map.of("shelf", "7"));
    var request =
        new CommandRequest<>(
            ARTICLE, command, "stock", command.toString(), OptionalLong.empty(), metadata);
    assertThat(handler.handle(request).toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join())
        .isInstanceOf(CommandOutcome.Accepted.class);
  }

  private static List<EncodedEvent> awaitPublished(Pipeline pipeline, int count) {
    List<EncodedEvent> events = new ArrayList<>();
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", pipeline.endpoints().kafka(), "isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(StockAggregate.TOPIC).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        record -> events.add(EventRecords.read(record.headers(), record.value())));
                return events.size() >= count;
              });
    }
    return events;
  }
}
