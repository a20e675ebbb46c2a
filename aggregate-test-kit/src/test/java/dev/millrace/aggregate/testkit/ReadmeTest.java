package dev.millrace.aggregate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the readme shows is what is compiled and run here. */
class ReadmeTest {

  @Test
  void theExampleIsTheOneThatIsTested() throws IOException {
    String test = read("src/test/java/dev/millrace/aggregate/testkit/AccountTest.java");
    assertThat(blocks("java")).hasSize(1).allSatisfy(example -> assertThat(test).contains(example));
  }

  @Test
  void theFailureIsTheOneThatIsTested() throws IOException {
    String test = read("src/test/java/dev/millrace/aggregate/testkit/FailuresTest.java");
    assertThat(blocks("text"))
        .hasSize(1)
        .allSatisfy(message -> assertThat(test).contains(message.indent(8).stripTrailing()));
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL)
        .matcher(read("README.md"))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private static String read(String path) throws IOException {
    return Files.readString(Path.of(path));
  }
}
