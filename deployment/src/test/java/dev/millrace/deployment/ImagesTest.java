package dev.millrace.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That the profile "images" makes what docker-compose.yml starts. */
class ImagesTest {

  private final String build = Repository.read("pom.xml");

  @Test
  void everyServiceThatComposeStartsIsBuiltWithItsOwnMainClass() throws Exception {
    assertThat(only("<image>(millrace/[^<]+)</image>"))
        .isEqualTo("millrace/${project.artifactId}:${project.version}");
    for (ComposeFile.Service service : ours()) {
      String module = service.image().replaceAll("millrace/([^:]+):.*", "$1");
      String pom = Repository.read(module + "/pom.xml");
      assertThat(pom).contains("<image.skip>false</image.skip>");
      String main = pom.replaceAll("(?s).*<image.main>([^<]+)</image.main>.*", "$1");
      assertThat(Class.forName(main).getMethod("main", String[].class)).isNotNull();
      assertThat(Class.forName(main).getProtectionDomain().getCodeSource().getLocation().getPath())
          .contains("/" + module + "/");
    }
  }

  @Test
  void theBaseImageIsPinnedByTagAndDigest() {
    assertThat(only("<from>\\s*<image>([^<]+)</image>"))
        .matches("eclipse-temurin:17\\.[0-9._]+-jre-noble@sha256:[0-9a-f]{64}");
  }

  @Test
  void theUserIsTheOneThatTheContainersRunAs() {
    assertThat(ours())
        .extracting(service -> service.text("user"))
        .containsOnly(only("<user>([^<]+)</user>"));
  }

  @Test
  void everyFlagIsExplained() {
    List<String> flags = all("<jvmFlag>([^<]+)</jvmFlag>");
    assertThat(flags).isNotEmpty();
    String page = Repository.read("docs/containers.md");
    assertThat(flags).allSatisfy(flag -> assertThat(page).contains("| `" + flag + "` |"));
  }

  private static List<ComposeFile.Service> ours() {
    return ComposeFile.load().services().values().stream()
        .filter(ComposeFile.Service::isOurs)
        .toList();
  }

  private String only(String pattern) {
    return assertThat(all(pattern)).as(pattern).singleElement().actual();
  }

  private List<String> all(String pattern) {
    return Pattern.compile(pattern).matcher(build).results().map(m -> m.group(1)).toList();
  }
}
