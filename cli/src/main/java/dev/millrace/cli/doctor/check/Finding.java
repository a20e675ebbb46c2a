package dev.millrace.cli.doctor.check;

import org.jspecify.annotations.Nullable;

/**
 * What one check came to.
 *
 * @param name of the check; stays the same from release to release
 * @param found the figures, with units
 * @param advice what to do about it; null when there is nothing to do
 */
public record Finding(String name, Status status, String found, @Nullable String advice) {

  /** How bad it is, in rising order. */
  public enum Status {
    /** As it should be. */
    OK,
    /** Could not be looked at, because a part that another check reports is away. */
    SKIPPED,
    /** Works, but will not always, or not everywhere. */
    WARNING,
    /** Something does not work, or will be lost. */
    FAILURE
  }

  static Finding ok(String name, String found) {
    return new Finding(name, Status.OK, found, null);
  }

  static Finding skipped(String name, String why) {
    return new Finding(name, Status.SKIPPED, "not checked: " + why, null);
  }

  static Finding warning(String name, String found, String advice) {
    return new Finding(name, Status.WARNING, found, advice);
  }

  static Finding failure(String name, String found, String advice) {
    return new Finding(name, Status.FAILURE, found, advice);
  }
}
