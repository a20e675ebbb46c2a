package dev.millrace.projection.manage;

import java.util.function.Consumer;

/**
 * A look that is taken again and again, whatever comes of it, an error of the machine included: an
 * executor does not run a periodic task again that has thrown something, and says nothing of it.
 *
 * @param failed told of what it failed of
 */
record Look(Runnable once, Consumer<Throwable> failed) implements Runnable {

  @Override
  public void run() {
    try {
      once.run();
    } catch (Throwable e) {
      failed.accept(e);
    }
  }
}
