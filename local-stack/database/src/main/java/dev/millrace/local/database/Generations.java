package dev.millrace.local.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Every stream generation so far, kept in a file of the data directory: the commit log is replayed,
 * and its writes are logged again, before any table can be read.
 */
final class Generations {

  /**
   * How long before its start a generation is announced. ScyllaDB takes twice its ring delay, so
   * that every node knows; here it is so that readers meet one that has not begun.
   */
  static final long LEAD_MILLIS = 2_000;

  private final Path file;
  private final NavigableMap<Long, StreamIds> streamsByStartMicros = new ConcurrentSkipListMap<>();
  private final List<Generation> all = new ArrayList<>();

  private Generations(Path file) {
    this.file = file;
  }

  /** Those of the directory; in a new one the first begins now. */
  static Generations load(Path directory, int vnodes, long nowMillis) throws IOException {
    Files.createDirectories(directory);
    var generations = new Generations(directory.resolve("generations"));
    if (Files.exists(generations.file)) {
      for (String line : Files.readAllLines(generations.file)) {
        String[] fields = line.split(" ", 2);
        generations.add(Long.parseLong(fields[0]), Integer.parseInt(fields[1]));
      }
    } else {
      generations.write(generations.add(nowMillis, vnodes));
    }
    return generations;
  }

  /** Makes the next one, which begins soon. */
  synchronized Generation next(int vnodes, long nowMillis) throws IOException {
    long last = all.get(all.size() - 1).startMillis();
    Generation next = add(Math.max(nowMillis + LEAD_MILLIS, last + 1), vnodes);
    write(next);
    return next;
  }

  private Generation add(long startMillis, int vnodes) {
    var generation = new Generation(all.size(), startMillis, vnodes);
    all.add(generation);
    streamsByStartMicros.put(startMillis * 1_000, generation.streams());
    return generation;
  }

  private void write(Generation generation) throws IOException {
    Files.writeString(
        file,
        generation.startMillis() + " " + generation.vnodes() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND,
        StandardOpenOption.SYNC);
  }

  synchronized List<Generation> all() {
    return List.copyOf(all);
  }

  /** The streams of a write with that timestamp; the first ones for what is older than all. */
  StreamIds streamsAt(long micros) {
    Entry<Long, StreamIds> entry = streamsByStartMicros.floorEntry(micros);
    return entry == null ? streamsByStartMicros.firstEntry().getValue() : entry.getValue();
  }
}
