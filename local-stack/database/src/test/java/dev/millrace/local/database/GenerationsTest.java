package dev.millrace.local.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationsTest {

  private static final long NOW = 1_700_000_000_000L;

  @TempDir private Path directory;

  @Test
  void theFirstBeginsWithTheDirectory() throws IOException {
    assertThat(load(8).all()).containsExactly(new Generation(0, NOW, 8));
  }

  @Test
  void theNextIsAnnouncedBeforeItBegins() throws IOException {
    Generations generations = load(8);
    Generation next = generations.next(12, NOW + 500);
    assertThat(next).isEqualTo(new Generation(1, NOW + 500 + Generations.LEAD_MILLIS, 12));
    assertThat(generations.next(3, NOW).startMillis()).isGreaterThan(next.startMillis());
  }

  @Test
  void aWriteGoesToTheStreamsOfItsTime() throws IOException {
    Generations generations = load(8);
    Generation next = generations.next(12, NOW);
    long startMicros = next.startMillis() * 1_000;
    assertThat(generations.streamsAt(startMicros - 1).all())
        .isEqualTo(generations.all().get(0).streams().all());
    assertThat(generations.streamsAt(startMicros).all()).isEqualTo(next.streams().all());
    assertThat(generations.streamsAt(0).all()).hasSize(8);
  }

  @Test
  void areKeptInTheDirectoryWhateverIsAskedForLater() throws IOException {
    load(8).next(12, NOW);
    Generations again = load(256);
    assertThat(again.all()).extracting(Generation::vnodes).containsExactly(8, 12);
    assertThat(again.next(1, NOW).number()).isEqualTo(2);
  }

  private Generations load(int vnodes) throws IOException {
    return Generations.load(directory, vnodes, NOW);
  }
}
