package dev.millrace.contract;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.UUIDDeserializer;
import java.io.IOException;
import java.util.UUID;

/** Reads UUIDs in their one text form. Jackson alone also takes 24 characters as Base64. */
final class HyphenatedUuid extends UUIDDeserializer {

  private static final long serialVersionUID = 1L;
  private static final int LENGTH = 36;

  @Override
  protected UUID _deserialize(String text, DeserializationContext context) throws IOException {
    return text.length() == LENGTH
        ? super._deserialize(text, context)
        : (UUID) context.handleWeirdStringValue(UUID.class, text, "not 36 characters");
  }
}
