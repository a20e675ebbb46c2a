package dev.millrace.contract.published;

import static dev.millrace.contract.published.PublishedContract.BESIDE;
import static dev.millrace.contract.published.PublishedContract.topicVerdicts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What each change of a topic or a message means for a consumer. */
class TopicRulesTest {

  @Test
  void aTopicKeepsItsNamePartitionsAndCleanUp() {
    assertThat(topicVerdicts("/channels", channels -> channels.remove("order-views")))
        .containsExactly("topic order-views: removed; its consumers read nothing" + BESIDE);
    assertThat(topicVerdicts("/channels/order-events/bindings/kafka", b -> b.put("partitions", 8)))
        .containsExactly("topic order-events: partitions changed from 4 to 8" + BESIDE);
    assertThat(topicVerdicts("/channels", channels -> channels.putObject("order-returns")))
        .containsExactly("topic: order-returns added: compatible; record it: " + Change.RECORD);
  }

  @Test
  void aMessageKeepsItsSchemas() {
    assertThat(
            topicVerdicts(
                "/channels/order-events/messages", messages -> messages.remove("order.shipped.v1")))
        .containsExactly(
            "message order.shipped.v1 of topic order-events: removed; records on the topic are"
                + " such"
                + BESIDE);
    for (String part : List.of("payload", "headers", "name", "contentType", "bindings")) {
      assertThat(
              topicVerdicts(
                  "/components/messages/order.shipped.v1", message -> message.remove(part)))
          .as(part)
          .hasSize(1);
    }
  }
}
