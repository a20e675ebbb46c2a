package dev.millrace.acceptance.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of the repository, whose root is above this module. */
final class RepositoryFiles {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private RepositoryFiles() {}

  static Path path(String file) {
    return ROOT.resolve(file);
  }

  static String read(String file) {
    try {
      return Files.readString(path(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of the files in a folder, from the root. */
  static List<String> in(String folder) {
    try (Stream<Path> files = Files.list(path(folder))) {
      return files.map(file -> folder + "/" + file.getFileName()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
