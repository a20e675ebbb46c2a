package dev.millrace.examples.revenue;

import static dev.millrace.examples.revenue.RevenueTopology.REVENUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.contract.OrderEvents;
import dev.millrace.contract.Topics;
import dev.millrace.order.domain.CancellationReason;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.order.domain.OrderItem;
import dev.millrace.testkit.Mischief;
import dev.millrace.testkit.Simulation;
import dev.millrace.testkit.SimulationPlan;
import dev.millrace.testkit.TestEvents;
import dev.millrace.testkit.TopologyUnderTest;
import dev.millrace.testkit.Trials;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class RevenueTopologyTest {

  private static final TestEvents<OrderEvent> NOON = TestEvents.of(OrderEvents.TYPES);
  private static final TestEvents<OrderEvent> LATE =
      NOON.from(Instant.parse("2026-01-01T12:59:59Z"));
  private static final SimulationPlan REVENUES =
      Simulation.of(TopologyUnderTest.of(RevenueTopology::addTo)).onPartitions(3);

  private static final OrderEvent CONFIRMED = new OrderEvent.Confirmed();
  private static final OrderEvent CHANGED =
      new OrderEvent.ItemsUpdated(List.of(new OrderItem("pot", 1, 3_000)), 3_000);
  private static final OrderEvent CANCELLED =
      new OrderEvent.Cancelled(
          new CancellationReason(CancellationReason.Code.OTHER, "too late"), "customer");

  @Test
  void sumsWhatIsConfirmedByCurrencyAndHour() {
    try (Simulation simulation = REVENUES.start()) {
      var events = simulation.topic(Topics.ORDER_EVENTS);
      var revenue = simulation.topic(REVENUE);
      events.pipe(NOON.life(UUID.randomUUID(), created("EUR"), CONFIRMED));
      events.pipe(NOON.life(UUID.randomUUID(), created("EUR"), CHANGED, CONFIRMED));
      events.pipe(NOON.life(UUID.randomUUID(), created("USD"), CONFIRMED));
      // Created before the hour, confirmed in the next.
      events.pipe(LATE.life(UUID.randomUUID(), created("EUR"), CONFIRMED));
      assertThat(revenue.read())
          .extracting(TestRecord::key, TestRecord::value)
          .contains(
              tuple("EUR 2026-01-01T12:00:00Z", 3_450L),
              tuple("USD 2026-01-01T12:00:00Z", 450L),
              tuple("EUR 2026-01-01T13:00:00Z", 450L))
          .hasSize(4);
    }
  }

  @Test
  void whatIsNotConfirmedDoesNotCount() {
    try (Simulation simulation = REVENUES.start()) {
      simulation
          .topic(Topics.ORDER_EVENTS)
          .pipe(NOON.life(UUID.randomUUID(), created("EUR"), CHANGED, CANCELLED));
      assertThat(simulation.topic(REVENUE).read()).isEmpty();
    }
  }

  @Test
  void countsEveryOrderOnceWhateverHappens() {
    Trials.run(
        5,
        seed -> {
          var mischief = Mischief.seeded(seed);
          try (Simulation simulation = REVENUES.start()) {
            List<TestRecord<String, byte[]>> records = new ArrayList<>();
            for (long order = 1; order <= 20; order++) {
              records.addAll(
                  NOON.life(
                      new UUID(0, order), created(order % 2 == 0 ? "EUR" : "USD"), CONFIRMED));
            }
            List<TestRecord<String, byte[]>> mixed = mischief.mixed(records, TestRecord::key);
            simulation.topic(Topics.ORDER_EVENTS).pipe(mischief.redelivered(mixed));
            simulation.settle(mischief);
            assertThat(simulation.<String, Long>store("revenue"))
                .containsOnly(
                    entry("EUR 2026-01-01T12:00:00Z", 4_500L),
                    entry("USD 2026-01-01T12:00:00Z", 4_500L));
          }
        });
  }

  private static OrderEvent created(String currency) {
    return new OrderEvent.Created(
        UUID.randomUUID(), currency, List.of(new OrderItem("tea", 1, 450)), 450);
  }
}
