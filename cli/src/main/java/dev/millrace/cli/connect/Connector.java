package dev.millrace.cli.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A connector's name and settings, as {@code POST /connectors} takes them: {@code {"name": …,
 * "config": {…}}}.
 */
public record Connector(String name, SortedMap<String, String> settings) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public Connector {
    settings = new TreeMap<>(settings);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException saying what is wrong with the file, if it is no connector's
   */
  public static Connector read(Path file) {
    return of(file, parse(file));
  }

  private static JsonNode parse(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e, e);
    }
  }

  /**
   * Reads settings to lay over a connector's: {@code {"config": {…}}}, no name.
   *
   * @throws IllegalArgumentException saying what is wrong with the file, if it is none
   */
  public static SortedMap<String, String> readOverlay(Path file) {
    JsonNode json = parse(file);
    if (json.has("name")) {
      throw new IllegalArgumentException(
          file + ": an overlay must have no name, got " + json.path("name"));
    }
    return settings(file, json);
  }

  private static Connector of(Path file, JsonNode json) {
    JsonNode name = json.path("name");
    if (!name.isTextual() || name.textValue().isBlank()) {
      throw new IllegalArgumentException(file + ": name must be text, got " + name);
    }
    return new Connector(name.textValue(), settings(file, json));
  }

  private static SortedMap<String, String> settings(Path file, JsonNode json) {
    JsonNode config = json.path("config");
    if (!config.isObject()) {
      throw new IllegalArgumentException(file + ": config must be an object, got " + config);
    }
    SortedMap<String, String> settings = new TreeMap<>();
    for (var setting : config.properties()) {
      if (!setting.getValue().isValueNode() || setting.getValue().isNull()) {
        throw new IllegalArgumentException(
            file + ": config." + setting.getKey() + " must be text, got " + setting.getValue());
      }
      settings.put(setting.getKey(), setting.getValue().asText());
    }
    return settings;
  }

  /** The same with other values for some settings, and with settings of its own. */
  public Connector with(Map<String, String> others) {
    SortedMap<String, String> merged = new TreeMap<>(settings);
    merged.putAll(others);
    return new Connector(name, merged);
  }

  /** The class that runs it; empty text if none is set. */
  String connectorClass() {
    return settings.getOrDefault("connector.class", "");
  }
}
