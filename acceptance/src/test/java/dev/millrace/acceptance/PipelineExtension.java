package dev.millrace.acceptance;

import dev.millrace.acceptance.observability.SpanCollector;
import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.cli.pipeline.Pipeline.PipelineSettings;
import dev.millrace.stock.StockAggregate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one pipeline of the test run, started by the first that asks. Its data and logs
 * stay in {@code target/pipeline}, for a look at what went wrong. Its spans come to a collector, of
 * those requests whose clients say that they are sampled. With {@code -Dmillrace.stack=containers}
 * database and broker are containers.
 */
public final class PipelineExtension implements ParameterResolver, ExecutionCondition {

  private static final Namespace NAMESPACE = Namespace.create(PipelineExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Backend.chosen().missing(context.getElement());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return supportsPipeline(parameter) || parameter.getParameter().getType() == SpanCollector.class;
  }

  private static boolean supportsPipeline(ParameterContext parameter) {
    return parameter.getParameter().getType() == Pipeline.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Shared shared =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
    return supportsPipeline(parameter) ? shared.pipeline() : shared.collector();
  }

  /** Closed by JUnit when the test run ends. */
  private record Shared(Pipeline pipeline, SpanCollector collector) implements AutoCloseable {

    @SuppressWarnings("SystemOut")
    private static Shared start() {
      try {
        Path directory = Files.createTempDirectory(Path.of("target"), "pipeline-");
        PipelineSettings settings = PipelineSettings.in(directory).withTopic(StockAggregate.TOPIC);
        SpanCollector collector = SpanCollector.start();
        System.setProperty("otel.exporter.otlp.endpoint", collector.endpoint());
        System.setProperty("otel.traces.sampler", "parentbased_always_off");
        System.setProperty("otel.bsp.schedule.delay", "500");
        return new Shared(Backend.chosen().start(settings, System.out::println), collector);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      pipeline.close();
      collector.close();
    }
  }
}
