package dev.millrace.testkit;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Lets only the processors of one task run. TopologyTestDriver runs a whole topology as one task of
 * one partition, and hands records from one sub-topology straight to the next: here they end, and
 * the simulation takes them to the partition they belong to. See <a
 * href="https://cwiki.apache.org/confluence/x/TZCMEw">KIP-1112</a> for wrappers.
 */
public final class TaskProcessors implements ProcessorWrapper {

  /** Key of the {@link TaskScope} in the configuration. */
  static final String SCOPE = "millrace.testkit.scope";

  private TaskScope scope = new TaskScope(new Task(0, 0), Set.of(), StateCopy.empty());

  @Override
  public void configure(Map<String, ?> config) {
    scope = (TaskScope) requireNonNull(config.get(SCOPE), SCOPE);
  }

  @Override
  public <A, B, C, D> WrappedProcessorSupplier<A, B, C, D> wrapProcessorSupplier(
      String node, ProcessorSupplier<A, B, C, D> supplier) {
    boolean runs = scope.runs(node);
    return new Wrapped<>(
        supplier, () -> runs ? new Running<>(supplier.get(), scope) : new Resting<>());
  }

  @Override
  public <A, B, D> WrappedFixedKeyProcessorSupplier<A, B, D> wrapFixedKeyProcessorSupplier(
      String node, FixedKeyProcessorSupplier<A, B, D> supplier) {
    boolean runs = scope.runs(node);
    return new WrappedFixedKey<>(
        supplier,
        () -> runs ? new RunningFixedKey<>(supplier.get(), scope) : new RestingFixedKey<>());
  }

  private record Wrapped<A, B, C, D>(
      ProcessorSupplier<A, B, C, D> original, Supplier<Processor<A, B, C, D>> processors)
      implements WrappedProcessorSupplier<A, B, C, D> {

    @Override
    public Processor<A, B, C, D> get() {
      return processors.get();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return original.stores();
    }
  }

  private record WrappedFixedKey<A, B, D>(
      FixedKeyProcessorSupplier<A, B, D> original, Supplier<FixedKeyProcessor<A, B, D>> processors)
      implements WrappedFixedKeyProcessorSupplier<A, B, D> {

    @Override
    public FixedKeyProcessor<A, B, D> get() {
      return processors.get();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return original.stores();
    }
  }

  private record Running<A, B, C, D>(Processor<A, B, C, D> processor, TaskScope scope)
      implements Processor<A, B, C, D> {

    @Override
    public void init(ProcessorContext<C, D> context) {
      scope.restore(context);
      processor.init(TaskContext.of(context, scope));
    }

    @Override
    public void process(Record<A, B> record) {
      if (scope.isStarted()) {
        processor.process(record);
      }
    }

    @Override
    public void close() {
      if (!scope.isCrashed()) {
        processor.close();
      }
    }
  }

  private record RunningFixedKey<A, B, D>(FixedKeyProcessor<A, B, D> processor, TaskScope scope)
      implements FixedKeyProcessor<A, B, D> {

    @Override
    public void init(FixedKeyProcessorContext<A, D> context) {
      scope.restore(context);
      processor.init(TaskContext.of(context, scope));
    }

    @Override
    public void process(FixedKeyRecord<A, B> record) {
      if (scope.isStarted()) {
        processor.process(record);
      }
    }

    @Override
    public void close() {
      if (!scope.isCrashed()) {
        processor.close();
      }
    }
  }

  private static final class Resting<A, B, C, D> implements Processor<A, B, C, D> {
    @Override
    public void process(Record<A, B> record) {
      // Another task's.
    }
  }

  private static final class RestingFixedKey<A, B, D> implements FixedKeyProcessor<A, B, D> {
    @Override
    public void process(FixedKeyRecord<A, B> record) {
      // Another task's.
    }
  }
}
