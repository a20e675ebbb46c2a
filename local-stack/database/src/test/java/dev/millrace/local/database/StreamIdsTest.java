package dev.millrace.local.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamIdsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 256})
  void everyTokenBelongsToTheFirstStreamThatEndsAtOrAfterIt(int vnodes) {
    StreamIds streams = StreamIds.of(vnodes, 0);
    List<ByteBuffer> ids = streams.all();
    long seed = Long.getLong("millrace.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      long token = random.nextLong();
      assertThat(streams.streamOf(token))
          .as("token %d seed %d", token, seed)
          .isEqualTo(first(ids, token));
    }
    for (ByteBuffer id : ids) {
      long end = StreamIds.token(id);
      assertThat(streams.streamOf(end)).isEqualTo(id);
    }
    assertThat(streams.streamOf(Long.MIN_VALUE)).isEqualTo(ids.get(0));
    assertThat(streams.streamOf(Long.MAX_VALUE)).isEqualTo(ids.get(vnodes - 1));
  }

  private static ByteBuffer first(List<ByteBuffer> ids, long token) {
    return ids.stream().filter(id -> StreamIds.token(id) >= token).findFirst().orElseThrow();
  }

  @Test
  void anIdHasScyllasForm() {
    List<ByteBuffer> ids = StreamIds.of(8, 5).all();
    for (int vnode = 0; vnode < 8; vnode++) {
      long low = ids.get(vnode).getLong(8);
      assertThat(ids.get(vnode).remaining()).isEqualTo(16);
      assertThat((low & 0x3FFFFF0) >> 4).isEqualTo(vnode);
      assertThat(low & 0xF).isEqualTo(1);
    }
  }

  @Test
  void twoGenerationsShareNoStream() {
    assertThat(StreamIds.of(8, 0).all()).doesNotContainAnyElementsOf(StreamIds.of(8, 1).all());
  }
}
