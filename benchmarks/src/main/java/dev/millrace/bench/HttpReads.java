package dev.millrace.bench;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Queries of a projection-streams.
 *
 * @param path with a {@code %s} for the key
 */
record HttpReads(BlockingHttp http, String path, List<UUID> keys) implements ClosedLoop.Operation {

  @Override
  public CompletionStage<?> next(int slot) {
    UUID key = keys.get(ThreadLocalRandom.current().nextInt(keys.size()));
    return http.send(slot, new BlockingHttp.Command("GET", path.formatted(key), ""))
        .thenAccept(HttpReads::require);
  }

  private static void require(BlockingHttp.Answer answer) {
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.status() + " " + answer.body());
    }
  }
}
