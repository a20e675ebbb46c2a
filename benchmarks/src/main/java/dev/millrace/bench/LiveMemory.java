package dev.millrace.bench;

import dev.millrace.cli.pipeline.ServiceChild;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a service's JVM holds while it works: what a full collection left of its heap, threads. */
record LiveMemory(double heapMebibytes, int threads) {

  private static final double BYTES_PER_MEBIBYTE = 1L << 20;
  private static final Pattern HEAP =
      Pattern.compile("(?m)^jvm_gc_live_data_size_bytes(?:\\{.*})? (\\S+)$");
  private static final Pattern THREADS =
      Pattern.compile("(?m)^jvm_threads_live_threads(?:\\{.*})? (\\S+)$");

  /** Collects, then asks the service itself. */
  static LiveMemory of(ServiceChild service) throws IOException, InterruptedException {
    collect(service.process().pid());
    var request = HttpRequest.newBuilder(service.address().resolve("/metrics")).build();
    String metrics = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    return new LiveMemory(sum(HEAP, metrics) / BYTES_PER_MEBIBYTE, (int) sum(THREADS, metrics));
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

  private static double sum(Pattern metric, String metrics) {
    double[] values =
        metric
            .matcher(metrics)
            .results()
            .map(found -> found.group(1))
            .mapToDouble(Double::parseDouble)
            .toArray();
    if (values.length == 0) {
      throw new IllegalStateException("/metrics has no line of " + metric);
    }
    return Arrays.stream(values).sum();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "heap %5.1f MiB, %d threads", heapMebibytes, threads);
  }
}
