package dev.millrace.contract.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The gate. It fails if what the build would publish breaks a consumer of what is published, and
 * says how to record what does not.
 */
class CompatibilityTest {

  private static final Path CURRENT = Path.of("src/main/resources");
  private static final Path PUBLISHED = Path.of("src/test/resources/published");

  @Test
  void noConsumerBreaks() throws IOException {
    assertThat(Contract.in(PUBLISHED).changesTo(Contract.in(CURRENT)))
        .extracting(Change::verdict)
        .isEmpty();
  }
}
