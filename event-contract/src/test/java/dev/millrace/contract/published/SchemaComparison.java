package dev.millrace.contract.published;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a changed JSON Schema means for those who read by the published one. Pure.
 *
 * <p>Records written by the published schema stay on their topics, and consumers that were written
 * by it stay where they are. So the only change that is safe is a field that may be absent; what
 * the comparison does not know, it calls breaking.
 */
final class SchemaComparison {

  private static final Set<String> WORDS = Set.of("$schema", "title", "description", "examples");

  private final String where;
  private final String noun;
  private final List<Change> changes = new ArrayList<>();

  private SchemaComparison(String where, String noun) {
    this.where = where;
    this.noun = noun;
  }

  static List<Change> compare(String where, JsonNode published, JsonNode current) {
    var comparison = new SchemaComparison(where, where.endsWith(".headers") ? "header" : "field");
    comparison.schemas("", published, current);
    return comparison.changes;
  }

  private void schemas(String path, JsonNode before, JsonNode after) {
    Set<String> keywords = names(before);
    keywords.addAll(names(after));
    keywords.removeAll(WORDS);
    for (String keyword : keywords) {
      JsonNode was = before.path(keyword);
      JsonNode is = after.path(keyword);
      switch (keyword) {
        case "required" -> {} // Told with the fields.
        case "properties" -> fields(path, before, after);
        case "items" -> schemas(path + "[]", was, is);
        case "enum" -> constants(path, was, is);
        case "anyOf" -> alternatives(path, was, is);
        default -> {
          if (!was.equals(is)) {
            breaking(path, keyword + " changed from " + text(was) + " to " + text(is));
          }
        }
      }
    }
  }

  private void fields(String path, JsonNode before, JsonNode after) {
    for (String name : names(before.path("properties"))) {
      String field = path.isEmpty() ? name : path + "." + name;
      JsonNode is = after.path("properties").path(name);
      if (is.isMissingNode()) {
        breaking(field, "removed; a consumer that reads it breaks");
        continue;
      }
      if (isRequired(before, name) && !isRequired(after, name)) {
        breaking(field, "no longer required; a consumer that reads it may miss it");
      } else if (!isRequired(before, name) && isRequired(after, name)) {
        breaking(field, "required from now on; records on the topic lack it");
      }
      schemas(field, before.path("properties").path(name), is);
    }
    Set<String> added = names(after.path("properties"));
    added.removeAll(names(before.path("properties")));
    for (String name : added) {
      added(path.isEmpty() ? name : path + "." + name, isRequired(after, name));
    }
  }

  private void added(String field, boolean required) {
    if (required) {
      breaking(field, "added as required; records on the topic lack it");
    } else if (where.matches(".* v\\d+")) {
      breaking(field, "added; a version of an event never changes");
    } else {
      changes.add(new Change(where, noun + " `" + field + "` added, optional: compatible", false));
    }
  }

  private void constants(String path, JsonNode before, JsonNode after) {
    Set<String> was = texts(before);
    Set<String> is = texts(after);
    was.stream()
        .filter(value -> !is.contains(value))
        .forEach(value -> breaking(path, "lost value " + value + "; records on the topic have it"));
    is.stream()
        .filter(value -> !was.contains(value))
        .forEach(
            value ->
                breaking(path, "has new value " + value + "; a consumer may know the others only"));
  }

  private void alternatives(String path, JsonNode before, JsonNode after) {
    if (before.size() != after.size()) {
      breaking(path, "has " + after.size() + " alternatives instead of " + before.size());
      return;
    }
    for (int i = 0; i < before.size(); i++) {
      schemas(path, before.get(i), after.get(i));
    }
  }

  private void breaking(String path, String what) {
    String subject = path.isEmpty() ? "value" : noun + " `" + path + "`";
    changes.add(new Change(where, subject + " " + what, true));
  }

  private static boolean isRequired(JsonNode schema, String name) {
    return texts(schema.path("required")).contains('"' + name + '"');
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new LinkedHashSet<>();
    object.properties().stream().map(Map.Entry::getKey).forEach(names::add);
    return names;
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new LinkedHashSet<>();
    array.forEach(element -> texts.add(element.toString()));
    return texts;
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() ? "nothing" : value.toString();
  }
}
