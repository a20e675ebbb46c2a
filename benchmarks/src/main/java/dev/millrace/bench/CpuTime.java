package dev.millrace.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Processor time that processes have taken, which tells what bounds a rate: while the sum over all
 * of them is that of the machine's cores, nothing but less work per operation raises it.
 *
 * @param byProcess under the name of each
 */
record CpuTime(Map<String, Duration> byProcess) {

  /**
   * What they have taken since they started.
   *
   * @param processes ids, under the name of each
   */
  static CpuTime of(Map<String, Long> processes) {
    Map<String, Duration> taken = new LinkedHashMap<>();
    processes.forEach((name, pid) -> taken.put(name, sinceStart(pid)));
    return new CpuTime(taken);
  }

  private static Duration sinceStart(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("no processor time of process " + pid));
  }

  CpuTime since(CpuTime start) {
    return new CpuTime(
        byProcess.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    taken -> taken.getValue().minus(start.byProcess.get(taken.getKey())),
                    (one, other) -> one,
                    LinkedHashMap::new)));
  }

  static CpuTime sum(List<CpuTime> all) {
    Map<String, Duration> taken = new LinkedHashMap<>();
    all.forEach(
        one -> one.byProcess.forEach((name, time) -> taken.merge(name, time, Duration::plus)));
    return new CpuTime(taken);
  }

  /** Of the time that one core has in as long. */
  double cores(Duration elapsed) {
    return byProcess.values().stream().mapToDouble(CpuTime::millis).sum() / millis(elapsed);
  }

  void putMillisPer(long operations, ObjectNode json) {
    byProcess.forEach((name, taken) -> json.put(name, Sample.rounded(millis(taken) / operations)));
  }

  /** For people, in milliseconds. */
  String per(long operations) {
    return byProcess.entrySet().stream()
        .map(
            taken ->
                String.format(
                    Locale.ROOT,
                    "%s %.2f ms",
                    taken.getKey(),
                    millis(taken.getValue()) / operations))
        .collect(Collectors.joining(", "));
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
