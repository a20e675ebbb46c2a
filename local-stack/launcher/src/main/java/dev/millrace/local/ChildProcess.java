package dev.millrace.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A child JVM that can be stopped, killed, paused and started again, and that ends with this
 * process, however this process ends. Its output goes to a file. Thread-safe.
 */
public final class ChildProcess implements AutoCloseable {

  private static final String WRAPPER = "dev.millrace.local.child.ChildMain";
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final ChildCommand command;
  private final Path log;
  private @Nullable Process process;
  private long logStart;

  /** A child that is not running yet. */
  public ChildProcess(ChildCommand command, Path logDirectory) {
    this.command = command;
    this.log = logDirectory.resolve(command.name() + ".log");
  }

  /**
   * Starts the JVM; returns before it is ready.
   *
   * @throws LocalStackException if it is running already or its module is not built
   */
  public synchronized void start() {
    if (isAlive()) {
      throw new LocalStackException(command.name() + " is running already");
    }
    try {
      Files.createDirectories(log.getParent());
      logStart = Files.exists(log) ? Files.size(log) : 0;
      process =
          new ProcessBuilder(commandLine())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new LocalStackException(command.name() + " could not be started", e);
    }
    LiveChildren.add(this);
  }

  private List<String> commandLine() {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(command.jvmFlags());
    line.add("-cp");
    line.add(MillraceHome.classPath(command.module()));
    line.add(WRAPPER);
    line.add(command.mainClass());
    line.addAll(command.arguments());
    return line;
  }

  /**
   * Waits for a line of output since the last start.
   *
   * @return the match
   * @throws LocalStackException with the end of the output, if the child ends or the time is up
   */
  public Matcher awaitOutput(Pattern line, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      boolean alive = isAlive();
      Matcher matcher = line.matcher(output());
      if (matcher.find()) {
        return matcher;
      }
      if (!alive || System.nanoTime() > deadline) {
        String what = alive ? " is not ready after " + timeout.toSeconds() + " s" : " ended early";
        throw new LocalStackException(command.name() + what + ", see " + log + ":\n" + tail());
      }
      LocalStackProcesses.pause(Duration.ofMillis(50));
    }
  }

  /** Asks it to end and waits; kills it after a grace. Does nothing if it is not running. */
  public synchronized void stop() {
    end(false);
  }

  /** Ends it at once, as {@code kill -9} does. */
  public synchronized void kill() {
    end(true);
  }

  private void end(boolean atOnce) {
    Process running = process;
    if (running == null) {
      return;
    }
    // A paused process would not hear the polite request.
    resume();
    try {
      if (atOnce) {
        running.destroyForcibly();
      } else {
        running.destroy();
      }
      if (!running.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    LiveChildren.remove(this);
  }

  /** Stops it where it stands, as {@code SIGSTOP} does. */
  public void pause() {
    signal("STOP");
  }

  public void resume() {
    signal("CONT");
  }

  private synchronized void signal(String signal) {
    if (isAlive()) {
      LocalStackProcesses.run("kill", "-" + signal, Long.toString(pid()));
    }
  }

  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /**
   * The process id of the last start.
   *
   * @throws LocalStackException if it was never started
   */
  public synchronized long pid() {
    if (process == null) {
      throw new LocalStackException(command.name() + " was never started");
    }
    return process.pid();
  }

  /** The file with the output of every start. */
  public Path log() {
    return log;
  }

  @Override
  public void close() {
    stop();
  }

  private synchronized String output() {
    try {
      byte[] bytes = Files.readAllBytes(log);
      int from = (int) Math.min(logStart, bytes.length);
      return new String(bytes, from, bytes.length - from, java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String tail() {
    List<String> lines = output().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  @Override
  public String toString() {
    return command.name() + " (" + new File(log.toString()).getName() + ")";
  }
}
