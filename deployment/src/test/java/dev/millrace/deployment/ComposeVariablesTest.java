package dev.millrace.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;

class ComposeVariablesTest {

  private static final String SECRET = "(?i).*(password|secret|token|key).*";

  private final ComposeFile compose = ComposeFile.load();

  @Test
  void theExampleNamesEveryVariableAndNoOther() throws IOException {
    assertThat(example().keySet()).isEqualTo(defaults().keySet());
  }

  @Test
  void theExampleHasTheDefaultsOfTheComposeFile() throws IOException {
    Map<String, String> example = example();
    defaults()
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                assertThat(example).containsEntry(name, value);
              }
            });
  }

  /** A start without it must fail, and not be open to everybody. */
  @Test
  void noSecretHasADefault() {
    assertThat(ComposeFile.VARIABLE.matcher(compose.text()).results())
        .filteredOn(variable -> variable.group(1).matches(SECRET))
        .isNotEmpty()
        .allMatch(variable -> ":?".equals(variable.group(2)));
    compose.forEach(
        (name, service) ->
            service.environment().entrySet().stream()
                .filter(variable -> variable.getKey().matches(SECRET))
                .forEach(
                    variable ->
                        assertThat(variable.getValue())
                            .as("%s of %s, defaults included", variable.getKey(), name)
                            .isEmpty()));
  }

  @Test
  void whatIsSetForOneMachineIsNotUnderVersionControl() {
    assertThat(Repository.read(".gitignore").lines()).contains(".env");
  }

  private Map<String, String> defaults() {
    Map<String, String> defaults = new HashMap<>();
    ComposeFile.VARIABLE
        .matcher(compose.text())
        .results()
        .forEach(found -> defaults.put(found.group(1), fallback(found)));
    return defaults;
  }

  private static String fallback(MatchResult found) {
    assertThat(found.group(2))
        .as("%s must have a default or be asked for", found.group(1))
        .isNotNull();
    return found.group(2).equals(":-") ? found.group(3) : "";
  }

  private static Map<String, String> example() throws IOException {
    var properties = new Properties();
    properties.load(new StringReader(Repository.read(".env.example")));
    Map<String, String> example = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> example.put(name, properties.getProperty(name)));
    return example;
  }
}
