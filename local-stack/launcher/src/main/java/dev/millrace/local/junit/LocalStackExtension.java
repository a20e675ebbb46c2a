package dev.millrace.local.junit;

import dev.millrace.local.LocalStack;
import dev.millrace.local.LocalStackEndpoints;
import dev.millrace.local.LocalStackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** See {@link WithLocalStack}. */
public final class LocalStackExtension implements BeforeAllCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(LocalStackExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    shared(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == LocalStack.class || type == LocalStackEndpoints.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    LocalStack stack = shared(context).stack();
    return parameter.getParameter().getType() == LocalStack.class ? stack : stack.endpoints();
  }

  private static SharedStack shared(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(SharedStack.class, key -> SharedStack.start(), SharedStack.class);
  }

  /** Closed by JUnit when the test run ends. */
  private record SharedStack(LocalStack stack, Path directory) implements AutoCloseable {

    private static SharedStack start() {
      try {
        Path directory = Files.createTempDirectory("millrace-test-");
        return new SharedStack(LocalStack.start(LocalStackSettings.in(directory)), directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      stack.close();
      List<Path> files;
      try (Stream<Path> walk = Files.walk(directory)) {
        files = walk.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }
}
