package dev.millrace.command.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.contract.ContractJson;
import dev.millrace.order.domain.OrderCommand;
import dev.millrace.runtime.http.Parameters;
import dev.millrace.runtime.http.Problem;
import dev.millrace.runtime.http.ProblemException;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
    String body = text(ctx.bodyAsBytes());
    if (body.isEmpty() && type.getRecordComponents().length == 0) {
      return parse("{}", type);
    }
    requireJson(ctx);
    return parse(body, type);
  }

  // What is not UTF-8 would otherwise be replaced by question marks, and kept so.
  private static String text(byte[] body) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw Parameters.invalid("body", "body must be UTF-8");
    }
  }

  private static <C> C parse(String body, Class<C> type) {
    try {
      C command = ContractJson.read(type, ContractJson.reader(type), body);
      requireUnicode(ContractJson.write(command));
      return command;
    } catch (JsonProcessingException e) {
      throw JsonProblems.of(e);
    }
  }

  // An escape can make half a surrogate pair, which no encoding has.
  private static void requireUnicode(String text) {
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw Parameters.invalid("body", "body must not have unpaired surrogates");
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
