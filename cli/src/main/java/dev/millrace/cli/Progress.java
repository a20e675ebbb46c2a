package dev.millrace.cli;

import java.io.PrintStream;
import java.util.Locale;

/** Tells people how far it is: a bar on a terminal, plain lines otherwise. */
public final class Progress {

  private static final int WIDTH = 40;

  private final PrintStream out;
  private final boolean terminal;
  private String label = "";
  private int total = 1;
  private int printedTenth;

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Writes to standard error, so that standard output keeps nothing but the result. */
  @SuppressWarnings("SystemConsoleNull") // on newer Java a pipe shows as a terminal: a bar too many
  static Progress onStandardError() {
    return new Progress(System.err, System.console() != null && System.getenv("CI") == null);
  }

  /** One line. */
  public void say(String line) {
    out.println(line);
  }

  /** Begins counting towards a total. */
  public synchronized void begin(String what, int of) {
    label = what;
    total = of;
    printedTenth = 0;
  }

  /** So many are done; a plain line every tenth of the total. */
  public synchronized void at(int done) {
    if (terminal) {
      int filled = (int) ((long) WIDTH * done / total);
      out.printf(
          Locale.ROOT,
          "\r%s [%s%s] %d/%d",
          label,
          "=".repeat(filled),
          " ".repeat(WIDTH - filled),
          done,
          total);
      return;
    }
    int tenth = (int) (10L * done / total);
    if (tenth > printedTenth) {
      printedTenth = tenth;
      out.println(label + " " + done + "/" + total);
    }
  }

  /** Ends the count. */
  public synchronized void end() {
    if (terminal) {
      out.println();
    }
  }
}
