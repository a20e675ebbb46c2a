package dev.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the readme shows is what is compiled and run here. */
class ReadmeTest {

  @Test
  void theExampleIsTheOneThatIsTested() throws IOException {
    String test =
        Files.readString(Path.of("src/test/java/dev/millrace/testkit/EventCountsTest.java"));
    var blocks =
        Pattern.compile("```java\n(.*?)\n```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(block -> block.group(1))
            .toList();
    assertThat(blocks).hasSize(1).allSatisfy(example -> assertThat(test).contains(example));
  }
}
