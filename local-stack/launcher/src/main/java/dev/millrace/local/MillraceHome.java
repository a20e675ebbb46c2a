package dev.millrace.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The root of the checkout, from which modules are run as processes. */
final class MillraceHome {

  private static final String PROPERTY = "millrace.home";

  private MillraceHome() {}

  static Path directory() {
    String home = System.getProperty(PROPERTY);
    if (home == null) {
      throw new LocalStackException(
          "system property " + PROPERTY + " must name the root of the checkout; it is not set");
    }
    return Path.of(home);
  }

  /** The class path of a built module, with the child wrapper on it. */
  static String classPath(String module) {
    Path target = directory().resolve(module).resolve("target");
    Path wrapper = directory().resolve("local-stack/child/target/classes");
    return String.join(
        File.pathSeparator,
        target.resolve("classes").toString(),
        wrapper.toString(),
        read(target.resolve("classpath")));
  }

  private static String read(Path file) {
    if (!Files.exists(file)) {
      throw new LocalStackException(file + " is missing: build the module first, mvn package");
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
