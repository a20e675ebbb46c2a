package dev.millrace.projection.customer;

import dev.millrace.contract.OrderView;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the summary of every customer: takes an order's last contribution out and puts the new one
 * in. A view that is not newer than the last contribution changes nothing.
 */
final class SummaryProcessor implements Processor<String, OrderView, String, CustomerSummary> {

  static final String CONTRIBUTIONS = "order-contributions";
  static final String SUMMARIES = "customer-summaries";

  private ProcessorContext<String, CustomerSummary> context;
  private KeyValueStore<String, Contribution> contributions;
  private KeyValueStore<String, CustomerSummary> summaries;

  @Override
  public void init(ProcessorContext<String, CustomerSummary> processorContext) {
    context = processorContext;
    contributions = processorContext.getStateStore(CONTRIBUTIONS);
    summaries = processorContext.getStateStore(SUMMARIES);
  }

  @Override
  public void process(Record<String, OrderView> record) {
    String customer = record.key();
    String order = customer + "/" + record.value().orderId();
    Contribution now = Contribution.of(record.value());
    Contribution last = contributions.get(order);
    if (last != null && now.version() <= last.version()) {
      return;
    }
    CustomerSummary summary = next(summaryOf(record), last, now);
    contributions.put(order, now);
    summaries.put(customer, summary);
    context.forward(record.withValue(summary));
  }

  private CustomerSummary summaryOf(Record<String, OrderView> record) {
    CustomerSummary known = summaries.get(record.key());
    return known == null ? CustomerSummary.empty(record.value().customerId()) : known;
  }

  private static CustomerSummary next(
      CustomerSummary summary, @Nullable Contribution last, Contribution now) {
    return last == null ? summary.plus(now) : summary.replacing(last, now);
  }
}
