package dev.millrace.runtime.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error answer as of <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>.
 *
 * @param code stable name of the kind of problem; the last part of its {@code type}
 * @param detail one sentence for people: the field, the rule, the value
 * @param members further members, in order; text or whole numbers
 */
public record Problem(
    int status, String code, String title, String detail, Map<String, Object> members) {

  public static final String CONTENT_TYPE = "application/problem+json";

  public Problem {
    members = new LinkedHashMap<>(members);
  }

  public static Problem of(int status, String code, String title, String detail) {
    return new Problem(status, code, title, detail, Map.of());
  }

  /** The same problem with one more member. */
  public Problem with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Problem(status, code, title, detail, more);
  }

  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "urn:millrace:problem:" + code);
    json.put("title", title);
    json.put("status", status);
    json.put("detail", detail);
    json.put("code", code);
    members.forEach((name, value) -> json.putPOJO(name, value));
    return json.toString();
  }
}
