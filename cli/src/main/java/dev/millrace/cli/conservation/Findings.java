package dev.millrace.cli.conservation;

import java.util.ArrayList;
import java.util.List;

/** Counts of one kind of fault, with the first few of them in words. */
public final class Findings {

  private static final int SHOWN = 5;

  private final String kind;
  private final List<String> examples = new ArrayList<>();
  private long count;

  Findings(String kind) {
    this.kind = kind;
  }

  void add(String example) {
    count++;
    if (examples.size() < SHOWN) {
      examples.add(kind + ": " + example);
    }
  }

  public long count() {
    return count;
  }

  public List<String> examples() {
    return List.copyOf(examples);
  }
}
