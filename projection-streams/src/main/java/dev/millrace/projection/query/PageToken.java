package dev.millrace.projection.query;

import dev.millrace.runtime.http.Parameters;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place in a list as opaque text, safe in a URL. */
public final class PageToken {

  private static final int BYTES = 3 * Long.BYTES;

  private PageToken() {}

  public static String write(Position position) {
    byte[] bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(position.createdAt().toEpochMilli())
            .putLong(position.orderId().getMostSignificantBits())
            .putLong(position.orderId().getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * The place that a request asks for; empty if it asks for none.
   *
   * @throws dev.millrace.runtime.http.ProblemException 400 if the text is no token
   */
  public static Optional<Position> parameter(String field, @Nullable String token) {
    if (token == null) {
      return Optional.empty();
    }
    Optional<Position> position = read(token);
    if (position.isEmpty()) {
      throw Parameters.invalid(field, "must be the nextPageToken of an earlier answer", token);
    }
    return position;
  }

  /** The place; empty if the text is no token. */
  static Optional<Position> read(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length != BYTES) {
      return Optional.empty();
    }
    var buffer = ByteBuffer.wrap(bytes);
    return Optional.of(
        new Position(
            Instant.ofEpochMilli(buffer.getLong()), new UUID(buffer.getLong(), buffer.getLong())));
  }
}
