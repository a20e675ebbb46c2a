package dev.millrace.order.domain;

import static dev.millrace.order.domain.OrderFixtures.DECIDER;
import static dev.millrace.order.domain.OrderStatus.CANCELLED;
import static dev.millrace.order.domain.OrderStatus.CONFIRMED;
import static dev.millrace.order.domain.OrderStatus.CREATED;
import static dev.millrace.order.domain.OrderStatus.DELIVERED;
import static dev.millrace.order.domain.OrderStatus.NONE;
import static dev.millrace.order.domain.OrderStatus.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.order.domain.OrderRun.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** What holds after any sequence of commands. A failure prints its seed and its shortest sample. */
class OrderPropertiesTest {

  private static final Map<OrderStatus, Set<OrderStatus>> EDGES =
      Map.of(
          NONE, Set.of(CREATED),
          CREATED, Set.of(CREATED, CONFIRMED, CANCELLED),
          CONFIRMED, Set.of(SHIPPED, CANCELLED),
          SHIPPED, Set.of(DELIVERED, CANCELLED),
          DELIVERED, Set.of(),
          CANCELLED, Set.of());

  @Provide
  Arbitrary<List<OrderCommand>> commands() {
    return OrderArbitraries.commandSequences();
  }

  @Property
  void theTotalIsTheSumOfTheItems(@ForAll("commands") List<OrderCommand> commands) {
    for (Step step : OrderRun.of(commands).steps()) {
      Order order = step.after();
      long sum = order.items().stream().mapToLong(i -> i.quantity() * i.unitPriceMinor()).sum();
      assertThat(order.totalMinor()).isEqualTo(sum).isNotNegative();
    }
  }

  @Property
  void anAcceptedCommandMovesTheStatusAlongAnEdge(@ForAll("commands") List<OrderCommand> commands) {
    for (Step step : OrderRun.of(commands).steps()) {
      if (step.accepted()) {
        assertThat(step.after().status()).isIn(EDGES.get(step.before().status()));
      }
    }
  }

  @Property
  void rejectedCommandsMightAsWellNotHaveBeenSent(@ForAll("commands") List<OrderCommand> commands) {
    OrderRun run = OrderRun.of(commands);
    List<OrderCommand> accepted =
        run.steps().stream().filter(Step::accepted).map(Step::command).toList();
    assertThat(OrderRun.of(accepted).events()).isEqualTo(run.events());
    assertThat(OrderRun.of(accepted).end()).isEqualTo(run.end());
  }

  @Property
  void decidingAgainDecidesTheSame(@ForAll("commands") List<OrderCommand> commands) {
    OrderRun run = OrderRun.of(commands);
    assertThat(OrderRun.of(commands)).isEqualTo(run);
    for (Step step : run.steps()) {
      assertThat(DECIDER.decide(step.before(), step.command())).isEqualTo(step.decision());
    }
  }

  @Property
  void evolveTakesEveryDecidedEventInWhateverStatus(
      @ForAll("commands") List<OrderCommand> commands) {
    for (OrderEvent event : OrderRun.of(commands).events()) {
      for (OrderStatus status : OrderStatus.values()) {
        Order order = OrderRun.fold(Order.NONE, OrderFixtures.leadingTo(status));
        assertThat(DECIDER.evolve(order, event)).isNotNull();
      }
    }
  }

  @Property
  void foldingAPrefixAndThenTheRestIsFoldingAll(@ForAll("commands") List<OrderCommand> commands) {
    OrderRun run = OrderRun.of(commands);
    List<OrderEvent> events = run.events();
    for (int cut = 0; cut <= events.size(); cut++) {
      Order prefix = OrderRun.fold(Order.NONE, events.subList(0, cut));
      Order whole = OrderRun.fold(prefix, events.subList(cut, events.size()));
      assertThat(whole).isEqualTo(run.end());
    }
  }

  /** Or else the properties above would hold of nothing. */
  @Property
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void theCommandsReachEveryStatusAndAreRejectedToo(
      @ForAll("commands") List<OrderCommand> commands) {
    OrderRun run = OrderRun.of(commands);
    Statistics.label("status").collect(run.end().status());
    Statistics.label("status")
        .coverage(
            coverage -> {
              for (OrderStatus status : OrderStatus.values()) {
                coverage.check(status).percentage(percent -> percent > 1);
              }
            });
    Statistics.label("rejected").collect(run.steps().stream().anyMatch(step -> !step.accepted()));
    Statistics.label("rejected").coverage(c -> c.check(true).percentage(percent -> percent > 50));
  }
}
