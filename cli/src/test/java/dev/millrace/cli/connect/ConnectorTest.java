package dev.millrace.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.contract.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorTest {

  @TempDir Path directory;

  @Test
  void readsTheOutboxConnector() {
    Connector outbox = Connector.read(Path.of("../connect-config/outbox-source.json"));
    assertThat(outbox.name()).isEqualTo("millrace-outbox");
    assertThat(outbox.settings())
        .containsEntry("skipped.operations", "u,d,t")
        .containsEntry("transforms.outbox.route.topic.replacement", Topics.ORDER_CAPTURE.name())
        .containsEntry("transforms.outbox.table.field.event.key", "aggregate_id");
    // A dash would make a name that is none in Avro, and a dozen warnings a change.
    assertThat(outbox.settings().get("topic.prefix")).matches("[A-Za-z_][A-Za-z0-9_]*");
  }

  @Test
  void overridesWin() throws IOException {
    Path file = write("{\"name\":\"n\",\"config\":{\"a\":\"1\",\"b\":2}}");
    assertThat(Connector.read(file).with(Map.of("a", "9", "c", "3")).settings())
        .isEqualTo(Map.of("a", "9", "b", "2", "c", "3"));
  }

  @Test
  void anOverlayHasSettingsAndNoName() throws IOException {
    assertThat(Connector.readOverlay(write("{\"config\":{\"a\":\"1\"}}")))
        .isEqualTo(Map.of("a", "1"));
    Path named = write("{\"name\":\"n\",\"config\":{\"a\":\"1\"}}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Connector.readOverlay(named))
        .withMessageContaining("an overlay must have no name");
  }

  @Test
  void theProductionOverlayHasNoSecretInIt() {
    Connector.readOverlay(Path.of("../connect-config/production.json"))
        .forEach(
            (key, value) -> {
              if (key.contains("password") || key.endsWith("user")) {
                assertThat(value).as(key).matches("\\$\\{file:/etc/millrace/.*:[a-z.]+}");
              }
            });
  }

  @Test
  void aFailedTaskSaysWhatLiesUnderIt() throws IOException {
    var json =
        new ObjectMapper()
            .readTree(
                """
                {"connector": {"state": "RUNNING", "worker_id": "w"}, "tasks": [
                  {"id": 0, "state": "FAILED", "worker_id": "w",
                    "trace": "Top: gave up\\n\\tat a.b\\nCaused by: Middle\\nCaused by: Root: why\\n\\tat c"},
                  {"id": 1, "state": "FAILED", "worker_id": "w", "trace": "Alone"}]}""");
    assertThat(ConnectorStatus.of(json).failed())
        .extracting(ConnectorStatus.Part::cause)
        .containsExactly("Top: gave up, caused by Root: why", "Alone");
  }

  @Test
  void aValidationNamesFaultsAndWhatNobodyKnows() throws IOException {
    var answer =
        new ObjectMapper()
            .readTree(
                """
                {"configs": [
                  {"definition": {"name": "a"}, "value": {"name": "a", "errors": ["wrong"]}},
                  {"definition": null, "value": {"name": "b", "errors": []}}]}""");
    var connector =
        new Connector(
            "n", new TreeMap<>(Map.of("a", "1", "b", "2", "c", "3", "topic.creation.x.y", "4")));
    Validation validation = Validation.of(connector, answer);
    assertThat(validation.faults()).containsExactly(new Validation.Fault("a", "wrong"));
    assertThat(validation.unknown()).containsExactly("b", "c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                   | is no JSON",
        "{\"config\":{}}                     | name must be text, got",
        "{\"name\":\"n\"}                    | config must be an object, got",
        "{\"name\":\"n\",\"config\":{\"a\":[1]}} | config.a must be text, got [1]",
        "{\"name\":\"n\",\"config\":{\"a\":null}} | config.a must be text, got null"
      })
  void saysWhatIsWrongWithAFile(String json, String fault) throws IOException {
    Path file = write(json);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Connector.read(file))
        .withMessageContaining(fault)
        .withMessageContaining("connector.json");
  }

  @Test
  void aDifferenceShowsEverySettingButNoSecret() {
    var before = Map.of("a", "1", "gone", "x", "scylla.password", "old", "same", "s");
    var after = Map.of("a", "2", "new", "y", "scylla.password", "secret", "same", "s");
    assertThat(SettingsDiff.lines(before, after))
        .isEqualTo(
            List.of("~ a = 1 -> 2", "- gone = x", "+ new = y", "~ scylla.password = *** -> ***"));
    assertThat(SettingsDiff.lines(Map.of(), Map.of("scylla.password", "${env:SCYLLA_PASSWORD}")))
        .containsExactly("+ scylla.password = ${env:SCYLLA_PASSWORD}");
    assertThat(SettingsDiff.lines(before, before)).isEmpty();
  }

  private Path write(String json) throws IOException {
    return Files.writeString(directory.resolve("connector.json"), json);
  }
}
