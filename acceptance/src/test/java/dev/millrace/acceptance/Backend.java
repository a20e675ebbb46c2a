package dev.millrace.acceptance;

import dev.millrace.cli.pipeline.Pipeline;
import dev.millrace.cli.pipeline.Pipeline.PipelineSettings;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the pipeline of a test run stands on. */
enum Backend {
  LOCAL {
    @Override
    ConditionEvaluationResult missing(Optional<AnnotatedElement> test) {
      return ConditionEvaluationResult.enabled("on the local stack");
    }

    @Override
    Pipeline start(PipelineSettings settings, Consumer<String> progress) {
      return Pipeline.start(settings, progress);
    }
  },

  CONTAINERS {
    @Override
    ConditionEvaluationResult missing(Optional<AnnotatedElement> test) {
      if (AnnotationSupport.isAnnotated(test, NeedsLocalStack.class)) {
        return ConditionEvaluationResult.disabled(
            "it breaks database or broker as processes, which containers do not show");
      }
      return ContainerStack.engineAnswers()
          ? ConditionEvaluationResult.enabled("on containers")
          : ConditionEvaluationResult.disabled("no container engine answers on this machine");
    }

    @Override
    Pipeline start(PipelineSettings settings, Consumer<String> progress) {
      progress.accept("starting containers of ScyllaDB and Redpanda");
      return Pipeline.start(ContainerStack.start(), settings, progress);
    }
  };

  /** As the system property {@code millrace.stack} says: {@code local}, or {@code containers}. */
  static Backend chosen() {
    String name = System.getProperty("millrace.stack", "local");
    return switch (name) {
      case "local" -> LOCAL;
      case "containers" -> CONTAINERS;
      default ->
          throw new IllegalArgumentException(
              "millrace.stack must be local or containers, got " + name);
    };
  }

  /** Why a test, or a class of them, cannot be run on it, if so. */
  abstract ConditionEvaluationResult missing(Optional<AnnotatedElement> test);

  abstract Pipeline start(PipelineSettings settings, Consumer<String> progress);
}
