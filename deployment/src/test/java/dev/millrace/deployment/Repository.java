package dev.millrace.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the repository, whose root is above this module. */
final class Repository {

  /** Tests run in their module's directory. */
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private Repository() {}

  static String read(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
