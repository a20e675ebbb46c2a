package dev.millrace.local.database;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The process's stream generations, where Cassandra's own objects can find them. */
final class Cdc {

  private static volatile @Nullable Generations generations;

  private Cdc() {}

  /** Must come before any table with CDC is written to, commit-log replay included. */
  static void open(Path directory, int vnodes) throws IOException {
    generations = Generations.load(directory, vnodes, System.currentTimeMillis());
  }

  static StreamIds streamsAt(long micros) {
    return generations().streamsAt(micros);
  }

  /** Tells readers of every generation; those that know it find nothing new. */
  static void publish() {
    GenerationTables.create();
    generations().all().forEach(GenerationTables::add);
  }

  /** Announces a generation that begins soon. */
  static void beginGeneration(int vnodes) throws IOException {
    GenerationTables.add(generations().next(vnodes, System.currentTimeMillis()));
  }

  private static Generations generations() {
    Generations opened = generations;
    if (opened == null) {
      throw new IllegalStateException("no stream generations yet");
    }
    return opened;
  }
}
