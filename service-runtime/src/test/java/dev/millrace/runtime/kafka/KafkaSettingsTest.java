package dev.millrace.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.contract.Topics;
import dev.millrace.runtime.config.Settings;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

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
