package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.contract.GoldenEventsTest.Golden;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the CloudEvents SDK makes of the records of {@code order-events}. */
class CloudEventsTest {

  static Stream<Golden> everyVersion() {
    return GoldenEventsTest.everyVersion();
  }

  @ParameterizedTest
  @MethodSource("everyVersion")
  void theSdkReadsTheRecordOfAGoldenEvent(Golden golden) throws IOException {
    EncodedEvent event = ContractFixtures.stored(golden.type(), golden.version(), golden.json());
    CloudEvent read = read(headers(event), event);
    assertThat(read.getSpecVersion()).isEqualTo(SpecVersion.V1);
    assertThat(read.getId()).isEqualTo(event.id().toString());
    assertThat(read.getType()).isEqualTo(golden.type());
    assertThat(read.getSource()).isEqualTo(URI.create("/millrace/order"));
    assertThat(read.getSubject()).isEqualTo(event.aggregate().id().toString());
    assertThat(read.getTime()).isEqualTo(event.occurredAt().atOffset(ZoneOffset.UTC));
    assertThat(read.getDataContentType()).isEqualTo("application/json");
    assertThat(read.getExtensionNames()).containsExactly("sequence");
    assertThat(read.getExtension("sequence")).isEqualTo("1");
    assertThat(new String(read.getData().toBytes(), StandardCharsets.UTF_8))
        .isEqualTo(golden.json());
  }

  @Test
  void theSdkRefusesARecordThatIsNone() {
    EncodedEvent event = ContractFixtures.encoded();
    Headers headers = headers(event);
    headers.remove(EventRecords.TYPE);
    assertThatThrownBy(() -> read(headers, event))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Attribute 'type' cannot be null");
  }

  private static Headers headers(EncodedEvent event) {
    Headers headers = new RecordHeaders();
    EventRecords.writeHeaders(event, headers);
    return headers;
  }

  private static CloudEvent read(Headers headers, EncodedEvent event) {
    byte[] value = event.payload().getBytes(StandardCharsets.UTF_8);
    return KafkaMessageFactory.createReader(headers, value).toEvent();
  }
}
