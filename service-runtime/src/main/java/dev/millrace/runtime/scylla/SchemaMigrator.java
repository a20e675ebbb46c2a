package dev.millrace.runtime.scylla;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the numbered files of {@code cql/}, which the build packs into this module. Every statement
 * is idempotent, so running them again, or from several services at once, changes nothing.
 */
public final class SchemaMigrator {

  private static final Logger log = LoggerFactory.getLogger(SchemaMigrator.class);
  private static final String FOLDER = "/cql/";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private SchemaMigrator() {}

  /** Brings the schema up to date; fails with the driver's error if a statement does. */
  public static void migrate(CqlSession session) {
    for (String file : files()) {
      CqlScript.statements(read(FOLDER + file))
          .forEach(
              statement ->
                  session.execute(SimpleStatement.newInstance(statement).setTimeout(TIMEOUT)));
      log.info("schema applied file={}", file);
    }
  }

  /** Every statement of the schema files, in the order in which they run. */
  public static List<String> statements() {
    return files().stream()
        .flatMap(file -> CqlScript.statements(read(FOLDER + file)).stream())
        .toList();
  }

  /** Names of the schema files, in the order in which they run. */
  static List<String> files() {
    try {
      URI folder = resource(FOLDER).toURI();
      if (!folder.getScheme().equals("jar")) {
        return names(Path.of(folder));
      }
      try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
        return names(jar.getPath(FOLDER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  static String read(String name) {
    try (InputStream in = resource(name).openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL resource(String name) {
    return requireNonNull(
        SchemaMigrator.class.getResource(name), () -> name + " is missing from the build");
  }
}
