package dev.millrace.command.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.command.OrderAggregate;
import dev.millrace.command.store.Slice;
import dev.millrace.contract.EncodedEvent;
import dev.millrace.contract.EncodedEvent.AggregateId;
import dev.millrace.contract.EventMetadata;
import dev.millrace.order.domain.CancellationReason;
import dev.millrace.order.domain.Order.Cancellation;
import dev.millrace.order.domain.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AggregateFoldTest {

  private static final UUID ORDER = UUID.randomUUID();

  @Test
  void foldsEventsThatWereStoredInEarlierVersions() {
    var fold = new AggregateFold<>(OrderAggregate.DEFINITION);
    var history =
        new Slice(
            0,
            List.of(
                stored(
                    1,
                    "order.created",
                    """
                    {"customerId":"7d9f3b1a-2c4e-4f6a-8b0c-1d2e3f4a5b6c","currency":"EUR",
                     "items":[{"productId":"tea","quantity":2,"unitPriceMinor":450}],
                     "totalMinor":900}"""),
                stored(
                    2, "order.cancelled", "{\"cancelledBy\":\"customer\",\"reason\":\"late\"}")));
    var folded = fold.after(new Loaded<>(fold.nothing(), 0), history, Horizon.NOW).folded();
    assertThat(folded.version()).isEqualTo(2);
    assertThat(folded.state().status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(folded.state().cancellation())
        .isEqualTo(
            new Cancellation(
                new CancellationReason(CancellationReason.Code.OTHER, "late"), "customer"));
  }

  private static EncodedEvent stored(long sequence, String type, String payload) {
    return new EncodedEvent(
        UUID.randomUUID(),
        type,
        1,
        new AggregateId("order", ORDER),
        sequence,
        Instant.parse("2026-11-23T12:00:00Z"),
        new EventMetadata("conversation", UUID.randomUUID(), null, null, Map.of()),
        payload);
  }
}
