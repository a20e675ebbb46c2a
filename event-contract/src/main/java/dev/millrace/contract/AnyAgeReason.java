package dev.millrace.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.millrace.order.domain.CancellationReason;
import java.io.IOException;

/**
 * Reads the reason out of a view of any age: views written before reasons had codes hold a text.
 * Views have no version to upcast from, so the shape decides.
 */
final class AnyAgeReason extends StdDeserializer<CancellationReason> {

  private static final long serialVersionUID = 1L;

  AnyAgeReason() {
    super(CancellationReason.class);
  }

  // In the middle of a view more tokens follow, which a reader of its own would refuse.
  @Override
  public CancellationReason deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    return parser.hasToken(JsonToken.VALUE_STRING)
        ? new CancellationReason(CancellationReason.Code.OTHER, parser.getText())
        : ContractJson.reader(CancellationReason.class)
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readValue(parser);
  }
}
