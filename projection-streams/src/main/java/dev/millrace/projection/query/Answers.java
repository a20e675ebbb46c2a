package dev.millrace.projection.query;

import dev.millrace.contract.ContractJson;
import dev.millrace.projection.sink.TransientFailures;
import dev.millrace.runtime.http.Problem;
import dev.millrace.runtime.http.ProblemException;
import io.javalin.http.Context;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the query API answers. */
public final class Answers {

  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  private Answers() {}

  /** Answers when the database has; with 503 if it does not. */
  public static <T> void when(CompletionStage<T> read, Context ctx, Consumer<T> answer) {
    ctx.future(
        () ->
            read.exceptionally(
                    error -> {
                      throw failed(error);
                    })
                .thenAccept(answer)
                .toCompletableFuture());
  }

  private static RuntimeException failed(Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return TransientFailures.contain(cause) ? unavailable(cause) : new CompletionException(cause);
  }

  /** That the database does not answer, as who asked is to see it. */
  public static ProblemException unavailable(Throwable cause) {
    log.warn("read model unavailable cause={}", cause.toString());
    return new ProblemException(
        Problem.of(
            503,
            "read-model-unavailable",
            "Read model unavailable",
            "the database did not answer; try again"));
  }

  public static void json(Context ctx, Object value) {
    ctx.contentType("application/json").result(ContractJson.write(value));
  }

  public static void versioned(Context ctx, long version, Object value) {
    ctx.header("ETag", "\"" + version + '"');
    json(ctx, value);
  }

  public static ProblemException notFound(String code, String title, String detail) {
    return new ProblemException(Problem.of(404, code, title, detail));
  }

  /** That what is asked for does not go with how things stand. */
  public static ProblemException conflict(String detail) {
    return new ProblemException(Problem.of(409, "conflict", "Conflict", detail));
  }
}
