package dev.millrace.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The context of a processor, which tells the partition and offset of the simulation where
 * TopologyTestDriver knows only its own.
 */
final class TaskContext implements InvocationHandler {

  private final Object driverContext;
  private final TaskScope scope;

  private TaskContext(Object driverContext, TaskScope scope) {
    this.driverContext = driverContext;
    this.scope = scope;
  }

  /** A context that is everything the given one is: processors of the DSL ask for more. */
  @SuppressWarnings("unchecked") // has all its interfaces
  static <C> C of(C driverContext, TaskScope scope) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    for (Class<?> c = driverContext.getClass(); c != null; c = c.getSuperclass()) {
      interfaces.addAll(Set.of(c.getInterfaces()));
    }
    return (C)
        Proxy.newProxyInstance(
            TaskContext.class.getClassLoader(),
            interfaces.toArray(Class<?>[]::new),
            new TaskContext(driverContext, scope));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "taskId" -> new TaskId(scope.task().subtopology(), scope.task().partition());
      case "recordMetadata" -> recordMetadata();
      default -> delegate(method, arguments);
    };
  }

  private Optional<RecordMetadata> recordMetadata() {
    Partitions.Stored record = scope.current();
    if (record == null) {
      return Optional.empty();
    }
    String topic = scope.topic();
    return Optional.of(
        new RecordMetadata() {
          @Override
          public String topic() {
            return topic;
          }

          @Override
          public int partition() {
            return record.partition();
          }

          @Override
          public long offset() {
            return record.offset();
          }
        });
  }

  private @Nullable Object delegate(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(driverContext, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
