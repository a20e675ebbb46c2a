package dev.millrace.acceptance.route;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips what needs the connector, with the reason, where nobody says where its jar is. */
final class ConnectorJar implements ExecutionCondition {

  private static final String PROPERTY = "millrace.connector.jar";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String path = System.getProperty(PROPERTY, "");
    if (!path.isBlank() && Files.exists(Path.of(path))) {
      return ConditionEvaluationResult.enabled("the connector is " + path);
    }
    String reason =
        "the Debezium Scylla connector is not part of Millrace: -D"
            + PROPERTY
            + "=/path/of/the/jar-with-dependencies.jar runs this, got '"
            + path
            + "'";
    if (context.getTestMethod().isEmpty()) {
      System.out.println("skipped " + context.getDisplayName() + ": " + reason);
    }
    return ConditionEvaluationResult.disabled(reason);
  }

  static Path path() {
    return Path.of(System.getProperty(PROPERTY));
  }
}
