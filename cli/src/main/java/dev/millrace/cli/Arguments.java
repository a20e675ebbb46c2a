package dev.millrace.cli;

/** Checks of options; the errors name the option, the rule and the value. */
final class Arguments {

  private Arguments() {}

  static void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + " must be at least 1, got " + value);
    }
  }
}
