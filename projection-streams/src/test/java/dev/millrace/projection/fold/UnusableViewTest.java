package dev.millrace.projection.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contract.EventEnvelope;
import dev.millrace.contract.OrderView;
import dev.millrace.order.domain.OrderEvent;
import dev.millrace.projection.parking.Redrives;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Code that makes no view of an event, or one that cannot be kept, parks the event. */
class UnusableViewTest {

  private static final UUID ORDER = new UUID(1, 1);
  private static final UUID OTHER_ORDER = new UUID(1, 2);

  private final Redrives redrives = new Redrives();
  private final FoldHarness given = new FoldHarness(redrives);

  static List<Arguments> faults() {
    return List.of(
        Arguments.of("null", step(null), "the fold made no view of it, but null"),
        Arguments.of(
            "unserializable",
            step(FoldHarness.UNSERIALIZABLE),
            "the view after it cannot be serialized: injected"));
  }

  private static BiFunction<OrderView, EventEnvelope<OrderEvent>, OrderView> step(OrderView made) {
    return (view, event) -> event.aggregate().id().equals(ORDER) ? made : view.after(event);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void itIsParkedWithItsPlaceAndWhatWasWrongAndOthersFlow(
      String name, BiFunction<OrderView, EventEnvelope<OrderEvent>, OrderView> step, String fault) {
    given.foldWith(step);
    given.events(ORDER, 1, 3);
    given.events(OTHER_ORDER, 1, 3);
    assertThat(given.forwarded(ORDER)).containsExactly(1L);
    assertThat(given.forwarded(OTHER_ORDER)).containsExactly(1L, 2L, 3L);
    assertThat(given.causes()).first().isEqualTo("order/" + ORDER + "@2: " + fault);
    assertThat(given.causes()).hasSize(2);
    assertThat(given.dryRun(ORDER).wouldStopAt()).isEqualTo("order/" + ORDER + "@2: " + fault);
    assertThat(given.dryRun(ORDER).wouldFold()).isZero();

    given.foldWith(OrderView::after);
    redrives.replace(List.of(new Redrives.Request(FoldHarness.NOON, null)));
    given.punctuate();
    assertThat(given.forwarded(ORDER)).containsExactly(1L, 2L, 3L);
    assertThat(given.causes()).isEmpty();
  }
}
