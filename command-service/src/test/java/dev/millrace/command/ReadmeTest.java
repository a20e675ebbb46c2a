package dev.millrace.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the module's README names every setting, and docs/metrics.md every metric, of the code. */
class ReadmeTest {

  private static final Pattern SETTING =
      Pattern.compile(
          "settings\\s*\\.(?:text|number|duration|flag|port|addresses)\\(\\s*\"([^\"]+)\"");
  private static final Pattern METRIC = Pattern.compile("\"(millrace\\.[a-z.]+)\"");
  private static final List<Path> SOURCES =
      List.of(
          Path.of("src/main/java"),
          Path.of("../service-runtime/src/main/java/dev/millrace/runtime/http"),
          Path.of("../service-runtime/src/main/java/dev/millrace/runtime/scylla"));

  @Test
  void namesEverySetting() throws IOException {
    Set<String> settings = found(SETTING);
    assertThat(settings).hasSizeGreaterThan(15).contains("http.port", "snapshot.every");
    assertThat(settings).allSatisfy(key -> assertThat(readme()).contains("`" + key + "`"));
  }

  @Test
  void namesEveryMetric() throws IOException {
    Set<String> all = found(METRIC);
    assertThat(all).hasSizeGreaterThan(5);
    assertThat(all)
        .allSatisfy(name -> assertThat(metrics()).contains("`" + name.replace('.', '_')));
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  private static String metrics() throws IOException {
    return Files.readString(Path.of("../docs/metrics.md"));
  }

  private static Set<String> found(Pattern pattern) throws IOException {
    Set<String> all = new TreeSet<>();
    for (Path source : SOURCES) {
      try (Stream<Path> files = Files.walk(source)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          pattern.matcher(Files.readString(file)).results().forEach(r -> all.add(r.group(1)));
        }
      }
    }
    return all;
  }
}
