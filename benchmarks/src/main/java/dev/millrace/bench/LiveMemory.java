package dev.millrace.bench;

import dev.millrace.cli.pipeline.ServiceChild;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Locale;

/** What a service's JVM holds while it works: what a full collection left of its heap, threads. */
record LiveMemory(double heapMebibytes, int threads) {

  private static final double BYTES_PER_MEBIBYTE = 1L << 20;

  /** Collects, then asks the service itself. */
  static LiveMemory of(ServiceChild service) throws IOException, InterruptedException {
    collect(service.process().pid());
    var probe = new ServiceProbe(service);
    return new LiveMemory(
        probe.metric("jvm_gc_live_data_size_bytes") / BYTES_PER_MEBIBYTE,
        (int) probe.metric("jvm_threads_live_threads"));
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
    return String.format(Locale.ROOT, "heap %5.1f MiB, %d threads", heapMebibytes, threads);
  }
}
