package dev.millrace.bench;

import dev.millrace.cli.pipeline.ServiceChild;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a service's process holds while it works.
 *
 * @param heapMebibytes what a full collection left of its heap
 * @param residentMebibytes of the whole process; NaN where the system does not tell
 * @param otherMebibytes of those, outside of what the heap takes of the system: what the JVM itself
 *     and its libraries hold, RocksDB among them. A heap grows with its garbage, up to its limit,
 *     and tells nothing of what is needed
 */
record LiveMemory(
    double heapMebibytes, double residentMebibytes, double otherMebibytes, int threads) {

  private static final double BYTES_PER_MEBIBYTE = 1L << 20;
  private static final double KIBIBYTES = 1_024;
  private static final long BETWEEN_LOOKS = 500;
  private static final int MOST_LOOKS = 20;

  /** Collects, then asks the service itself. */
  static LiveMemory of(ServiceChild service) throws IOException, InterruptedException {
    collect(service.process().pid());
    var probe = new ServiceProbe(service);
    double resident = settled(service.process().pid());
    double heap = probe.metric("jvm_memory_committed_bytes", "area=\"heap\"") / BYTES_PER_MEBIBYTE;
    return new LiveMemory(
        probe.metric("jvm_gc_live_data_size_bytes") / BYTES_PER_MEBIBYTE,
        resident,
        resident - heap,
        (int) probe.metric("jvm_threads_live_threads"));
  }

  /** A JVM gives back what it has collected after the collection has ended. */
  private static double settled(long pid) throws IOException, InterruptedException {
    double last = resident(pid);
    for (int look = 0; look < MOST_LOOKS; look++) {
      Thread.sleep(BETWEEN_LOOKS);
      double now = resident(pid);
      if (!(now < last - 1)) {
        return now;
      }
      last = now;
    }
    return last;
  }

  // Linux alone has the file.
  private static double resident(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIBIBYTES)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static void collect(long pid) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    int exit =
        new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException("jcmd " + pid + " GC.run ended with " + exit);
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "heap %5.1f MiB, resident %5.0f MiB, %5.0f of it beside the heap, %d threads",
        heapMebibytes,
        residentMebibytes,
        otherMebibytes,
        threads);
  }
}
