package dev.millrace.projection.status;

import dev.millrace.contract.OrderView;
import dev.millrace.order.domain.OrderStatus;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Follows every order of a partition from status to status, and counts. */
final class StatusProcessor implements Processor<String, OrderView, String, StatusStep> {

  static final String STATUSES = "order-statuses";
  static final String COUNTS = "status-counts";

  private static final String ALL = "all";

  private ProcessorContext<String, StatusStep> context;
  private KeyValueStore<String, OrderStatus> statuses;
  private KeyValueStore<String, StatusCounts> counts;

  @Override
  public void init(ProcessorContext<String, StatusStep> processorContext) {
    context = processorContext;
    statuses = processorContext.getStateStore(STATUSES);
    counts = processorContext.getStateStore(COUNTS);
  }

  @Override
  public void process(Record<String, OrderView> record) {
    OrderView view = record.value();
    int shard = context.taskId().partition();
    OrderStatus before = statuses.get(record.key());
    StatusCounts known = counts.get(ALL);
    StatusCounts now =
        (known == null ? StatusCounts.empty(shard) : known).moved(before, view.status());
    statuses.put(record.key(), view.status());
    counts.put(ALL, now);
    context.forward(record.withValue(new StatusStep(row(view, before, shard), now)));
  }

  private static StatusOrder row(OrderView view, @Nullable OrderStatus before, int shard) {
    boolean moved = before != null && before != view.status();
    return new StatusOrder(
        view.orderId(),
        view.version(),
        view.status(),
        moved ? Set.of(before) : Set.of(),
        shard,
        view.customerId(),
        view.currency(),
        view.totalMinor(),
        view.createdAt(),
        view.updatedAt());
  }
}
