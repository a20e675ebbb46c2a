package dev.millrace.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.contract.Topics;
import dev.millrace.runtime.config.Settings;
import dev.millrace.runtime.config.SettingsException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

  @Test
  void takesANameThatNobodyKnowsYetButNoOtherForm() {
    assertThat(read("kafka.invalid:9092, PLAINTEXT://b:1"))
        .isEqualTo("kafka.invalid:9092,PLAINTEXT://b:1");
    for (String wrong : List.of("kafka", "kafka:", ":9092", "kafka:99999", "a b:1", "kafka:1,b")) {
      assertThatThrownBy(() -> read(wrong))
          .isInstanceOf(SettingsException.class)
          .hasMessage(
              "kafka.bootstrap-servers must be host:port, several separated by commas, got \"%s\"",
              wrong);
    }
  }

  private static String read(String bootstrapServers) {
    return KafkaSettings.from(Settings.of(Map.of("kafka.bootstrap-servers", bootstrapServers)))
        .bootstrapServers();
  }

  @Test
  void theAsyncApiDocumentHasThePartitionsOfTheDefault() throws Exception {
    int partitions = KafkaSettings.from(Settings.of(Map.of())).partitions();
    try (InputStream in = Topics.class.getResourceAsStream("/asyncapi.json")) {
      JsonNode channels = new ObjectMapper().readTree(in).path("channels");
      assertThat(channels).isNotEmpty();
      assertThat(channels)
          .extracting(channel -> channel.at("/bindings/kafka/partitions").asInt())
          .containsOnly(partitions);
    }
  }
}
