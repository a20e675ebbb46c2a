package dev.millrace.acceptance;

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
 * stay in {@code target/pipeline}, for a look at what went wrong. With {@code
 * -Dmillrace.stack=containers} database and broker are containers.
 */
public final class PipelineExtension implements ParameterResolver, ExecutionCondition {

  private static final Namespace NAMESPACE = Namespace.create(PipelineExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Backend.chosen().missing(context.getElement());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Pipeline.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class)
        .pipeline();
  }

  /** Closed by JUnit when the test run ends. */
  private record Shared(Pipeline pipeline) implements AutoCloseable {

    @SuppressWarnings("SystemOut")
    private static Shared start() {
      try {
        Path directory = Files.createTempDirectory(Path.of("target"), "pipeline-");
        PipelineSettings settings = PipelineSettings.in(directory).withTopic(StockAggregate.TOPIC);
        return new Shared(Backend.chosen().start(settings, System.out::println));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      pipeline.close();
    }
  }
}
