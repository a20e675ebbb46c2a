package dev.millrace.runtime.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The readiness of a service: ready when each of its named checks says so. Thread-safe. */
public final class Health {

  private final ConcurrentMap<String, Check> checks = new ConcurrentHashMap<>();

  /** Something that a service needs before it can serve. */
  @FunctionalInterface
  public interface Check {

    /** Whether it is there. Quick; asked by every readiness probe. */
    boolean ok() throws Exception;
  }

  /** Something that the service needs all the time. */
  public void add(String name, Check check) {
    checks.put(name, check);
  }

  /**
   * Something that the service waits for when it starts; once fulfilled, it stays so. What others
   * can be told to wait for, a rollout for instance, but can do without later.
   */
  public void addAtStart(String name, Check check) {
    var fulfilled = new AtomicBoolean();
    add(
        name,
        () -> {
          if (!fulfilled.get() && check.ok()) {
            fulfilled.set(true);
          }
          return fulfilled.get();
        });
  }

  /** Each check with whether it is fulfilled; a check that throws is not. */
  public Map<String, Boolean> report() {
    Map<String, Boolean> report = new LinkedHashMap<>();
    checks.keySet().stream().sorted().forEach(name -> report.put(name, passes(checks.get(name))));
    return report;
  }

  private static boolean passes(Check check) {
    try {
      return check.ok();
    } catch (Exception e) {
      return false;
    }
  }
}
