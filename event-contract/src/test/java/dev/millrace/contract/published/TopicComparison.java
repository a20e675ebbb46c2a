package dev.millrace.contract.published;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a changed AsyncAPI document means for those who read by the published one: topics, their
 * partitions, and of which schemas their messages are. Pure.
 */
final class TopicComparison {

  private static final List<String> MESSAGE_PARTS =
      List.of("/name", "/contentType", "/headers", "/payload", "/bindings/kafka/key");
  private static final List<String> TOPIC_PARTS =
      List.of(
          "/address",
          "/bindings/kafka/partitions",
          "/bindings/kafka/topicConfiguration/cleanup.policy");

  private final List<Change> changes = new ArrayList<>();
  private final JsonNode published;
  private final JsonNode current;

  private TopicComparison(JsonNode published, JsonNode current) {
    this.published = published;
    this.current = current;
  }

  static List<Change> compare(JsonNode published, JsonNode current) {
    var comparison = new TopicComparison(published, current);
    comparison.topics();
    return comparison.changes;
  }

  private void topics() {
    for (Map.Entry<String, JsonNode> topic : published.path("channels").properties()) {
      String name = topic.getKey();
      JsonNode is = current.path("channels").path(name);
      if (is.isMissingNode()) {
        changes.add(new Change("topic " + name, "removed; its consumers read nothing", true));
      } else {
        parts("topic " + name, TOPIC_PARTS, topic.getValue(), is);
        messages(name, topic.getValue().path("messages"), is.path("messages"));
      }
    }
    added("topic", published.path("channels"), current.path("channels"));
  }

  private void messages(String topic, JsonNode before, JsonNode after) {
    for (Map.Entry<String, JsonNode> message : before.properties()) {
      String where = "message " + message.getKey() + " of topic " + topic;
      if (after.has(message.getKey())) {
        parts(
            where,
            MESSAGE_PARTS,
            published.at(pointer(message.getValue())),
            current.at(pointer(after.path(message.getKey()))));
      } else {
        changes.add(new Change(where, "removed; records on the topic are such", true));
      }
    }
    added("message of topic " + topic, before, after);
  }

  private void parts(String where, List<String> parts, JsonNode before, JsonNode after) {
    for (String part : parts) {
      if (!before.at(part).equals(after.at(part))) {
        String name = part.substring(part.lastIndexOf('/') + 1);
        String what = name + " changed from " + before.at(part) + " to " + after.at(part);
        changes.add(new Change(where, what, true));
      }
    }
  }

  private void added(String what, JsonNode before, JsonNode after) {
    after.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> !before.has(name))
        .forEach(name -> changes.add(new Change(what, name + " added: compatible", false)));
  }

  private static String pointer(JsonNode reference) {
    return reference.path("$ref").asText().substring(1);
  }
}
