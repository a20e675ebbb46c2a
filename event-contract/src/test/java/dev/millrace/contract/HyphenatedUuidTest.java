package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HyphenatedUuidTest {

  @Test
  void readsTheOneTextForm() throws Exception {
    UUID id = new UUID(7, 8);
    assertThat(read(id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAAAAAAAAAAAAAAAAAAAA==", "7d9f3b1a2c4e4f6a8b0c1d2e3f4a5b6c"})
  void readsNoOther(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(MismatchedInputException.class);
  }

  private static UUID read(String text) throws Exception {
    return ContractJson.read(UUID.class, ContractJson.reader(UUID.class), '"' + text + '"');
  }
}
