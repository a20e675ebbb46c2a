package dev.millrace.local.child;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class in a JVM that ends when its parent does, however the parent died.
 *
 * <p>The parent holds the other end of this process's standard input. The system closes it when the
 * parent is gone, even after {@code kill -9}, and no signal handling or polling is that reliable.
 */
public final class ChildMain {

  private static final long GRACE_MILLIS = 10_000;

  private ChildMain() {}

  /**
   * Runs {@code args[0]} with the remaining arguments. Should that fail, the process ends with
   * status 1, whatever threads are left: a node that did not come up must not look as if it still
   * might.
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    watch(System.in);
    Class<?> mainClass = Class.forName(args[0]);
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    try {
      mainClass.getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      e.getCause().printStackTrace();
      haltAfterGrace();
      System.exit(1);
    }
  }

  private static void watch(InputStream parent) {
    Thread watcher = new Thread(() -> exitAtEnd(parent), "parent-watch");
    watcher.setDaemon(true);
    watcher.start();
  }

  private static void exitAtEnd(InputStream parent) {
    try {
      while (parent.read() >= 0) {
        // Nobody writes; only the end matters.
      }
    } catch (IOException e) {
      // An input that cannot be read any more has ended too.
    }
    haltAfterGrace();
    System.exit(0);
  }

  /** Shutdown hooks run, but not for ever: an orphan must go. */
  private static void haltAfterGrace() {
    Thread halt =
        new Thread(
            () -> {
              try {
                Thread.sleep(GRACE_MILLIS);
              } catch (InterruptedException e) {
                // Then at once.
              }
              Runtime.getRuntime().halt(1);
            },
            "halt-after-grace");
    halt.setDaemon(true);
    halt.start();
  }
}
