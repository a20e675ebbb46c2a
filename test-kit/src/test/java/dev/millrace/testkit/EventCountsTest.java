package dev.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.contract.OrderEvents;
import dev.millrace.contract.Topics;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.order.domain.OrderItem;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** The readme's example. */
class EventCountsTest {

  private static final OrderEvent CREATED =
      new OrderEvent.Created(UUID.randomUUID(), "EUR", List.of(new OrderItem("tea", 1, 450)), 450);
  private static final OrderEvent CONFIRMED = new OrderEvent.Confirmed();

  private static final TestEvents<OrderEvent> EVENTS = TestEvents.of(OrderEvents.TYPES);
  private static final SimulationPlan COUNTS =
      Simulation.of(TopologyUnderTest.of(EventCounts::define)).onPartitions(3);

  @Test
  void countsEventsByType() {
    try (Simulation simulation = COUNTS.start()) {
      var events = simulation.topic(Topics.ORDER_EVENTS);
      var counts = simulation.topic(EventCounts.TOPIC, Serdes.String(), Serdes.Long());
      events.pipe(EVENTS.life(UUID.randomUUID(), CREATED, CONFIRMED));
      events.pipe(EVENTS.life(UUID.randomUUID(), CREATED));
      assertThat(counts.read())
          .extracting(TestRecord::key, TestRecord::value)
          .containsExactlyInAnyOrder(
              tuple("order.created", 1L), tuple("order.created", 2L), tuple("order.confirmed", 1L));
    }
  }

  @Test
  void countsEveryEventOnceWhateverHappens() {
    Trials.run(
        5,
        seed -> {
          try (Simulation simulation = COUNTS.start()) {
            for (long order = 1; order <= 10; order++) {
              simulation
                  .topic(Topics.ORDER_EVENTS)
                  .pipe(EVENTS.life(new UUID(0, order), CREATED, CONFIRMED));
            }
            simulation.settle(Mischief.seeded(seed));
            assertThat(simulation.<String, Long>store("counts"))
                .containsEntry("order.created", 10L)
                .containsEntry("order.confirmed", 10L);
          }
        });
  }
}
