package dev.millrace.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.contract.OrderView;
import dev.millrace.contract.Topics;
import dev.millrace.projection.customer.CustomerReadModel;
import dev.millrace.projection.customer.CustomerSummary;
import dev.millrace.projection.order.OrderReadModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/** What the projections have made of the events: rows, views, dead letters, offsets. */
final class Outcome {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EventLog events;
  private final OrderReadModel orders;
  private final CustomerReadModel customers;

  Outcome(EventLog events, CqlSession session) {
    this.events = events;
    orders = new OrderReadModel(session, Build.first("order"));
    customers = new CustomerReadModel(session, Build.first("orders-by-customer"));
  }

  void awaitCommitted() {
    long sent = events.sent();
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(events.committed("order")).isEqualTo(sent);
              assertThat(events.committed("orders-by-customer")).isEqualTo(sent);
              assertThat(events.committed("orders-by-status")).isEqualTo(sent);
            });
  }

  void awaitRows(OrderBatch batch) {
    Awaitility.await()
        .atMost(PATIENCE)
        // The database may still be on its way back.
        .ignoreExceptionsInstanceOf(CompletionException.class)
        .untilAsserted(
            () -> {
              assertThat(batch.rows()).allSatisfy(r -> assertThat(row(r.orderId())).contains(r));
              assertThat(await(customers.orders(batch.customer(), Optional.empty(), 100)))
                  .containsExactlyInAnyOrderElementsOf(batch.customerRows());
              assertThat(await(customers.summary(batch.customer())))
                  .map(CustomerSummary::version)
                  .contains((long) batch.records().size());
            });
  }

  Optional<OrderView> row(UUID order) {
    return await(orders.find(order));
  }

  void requireEveryViewOnce(OrderBatch batch) {
    assertThat(views(batch)).isEqualTo(batch.views());
  }

  Map<String, List<OrderView>> views(OrderBatch batch) {
    Map<String, List<OrderView>> views = new LinkedHashMap<>();
    var topic = Topics.ORDER_VIEWS;
    for (ConsumerRecord<byte[], byte[]> record : events.read(topic.name())) {
      String id = topic.key().deserializer().deserialize(topic.name(), record.key());
      OrderView view = topic.value().deserializer().deserialize(topic.name(), record.value());
      if (batch.customer().equals(view.customerId())) {
        views.computeIfAbsent(id, key -> new ArrayList<>()).add(view);
      }
    }
    return views;
  }

  List<Letter> letters(String key) {
    return events.read(Topics.PROJECTION_DLQ.name()).stream()
        .map(r -> Letter.of(r.key(), r.value(), Instant.ofEpochMilli(r.timestamp()), r.headers()))
        .filter(letter -> key.equals(letter.key()))
        .toList();
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
