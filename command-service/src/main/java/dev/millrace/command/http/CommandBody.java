package dev.millrace.command.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.contract.ContractJson;
import dev.millrace.order.domain.OrderCommand;
import dev.millrace.runtime.http.Problem;
import dev.millrace.runtime.http.ProblemException;
import io.javalin.http.Context;
import java.util.Locale;

/** Reads a command from a request's body. */
final class CommandBody {

  private CommandBody() {}

  /**
   * The command in the body; a command without content may come without a body.
   *
   * @throws ProblemException 400, 413 or 415, naming the field, the rule and the value
   */
  static <C extends OrderCommand> C read(Context ctx, Class<C> type) {
    String body = ctx.body();
    if (body.isEmpty() && type.getRecordComponents().length == 0) {
      return parse("{}", type);
    }
    requireJson(ctx);
    return parse(body, type);
  }

  private static <C> C parse(String body, Class<C> type) {
    try {
      return ContractJson.read(type, ContractJson.reader(type), body);
    } catch (JsonProcessingException e) {
      throw JsonProblems.of(e);
    }
  }

  private static void requireJson(Context ctx) {
    String contentType = ctx.contentType() == null ? "" : ctx.contentType();
    String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!mediaType.equals("application/json")) {
      throw new ProblemException(
          Problem.of(
                  415,
                  "unsupported-media-type",
                  "Unsupported media type",
                  "Content-Type must be application/json, got \"" + contentType + '"')
              .with("field", "Content-Type"));
    }
  }
}
