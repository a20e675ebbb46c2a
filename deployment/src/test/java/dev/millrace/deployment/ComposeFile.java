package dev.millrace.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * docker-compose.yml as it is read without a container engine: anchors resolved, variables with
 * their defaults.
 */
record ComposeFile(String text, Map<String, Service> services, Set<String> volumes) {

  /** {@code ${NAME}}, {@code ${NAME:-default}}, {@code ${NAME:?what is missing}}. */
  static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?:(:[-?])([^}]*))?}");

  static ComposeFile load() {
    return parse(Repository.read("docker-compose.yml"));
  }

  static ComposeFile parse(String text) {
    var options = new LoaderOptions();
    // Compose merges keys by << and lets the later one win; the same key twice is a mistake.
    options.setAllowDuplicateKeys(false);
    Map<String, Object> file = map(new Yaml(new SafeConstructor(options)).load(text));
    Map<String, Service> services = new LinkedHashMap<>();
    map(file.get("services")).forEach((name, keys) -> services.put(name, new Service(map(keys))));
    return new ComposeFile(text, services, map(file.get("volumes")).keySet());
  }

  /** One of the services. */
  record Service(Map<String, Object> keys) {

    /** The image with the defaults of its variables. */
    String image() {
      return withDefaults(text("image"));
    }

    boolean isOurs() {
      return image().startsWith("millrace/");
    }

    List<String> profiles() {
      return strings(keys.get("profiles"));
    }

    Map<String, String> environment() {
      Map<String, String> environment = new LinkedHashMap<>();
      mapIfAny(keys.get("environment"))
          .forEach((name, value) -> environment.put(name, withDefaults(value.toString())));
      return environment;
    }

    /** Name of what must be there first, and what it must be. */
    Map<String, String> dependsOn() {
      Map<String, String> conditions = new LinkedHashMap<>();
      mapIfAny(keys.get("depends_on"))
          .forEach((name, rule) -> conditions.put(name, map(rule).get("condition").toString()));
      return conditions;
    }

    /** Sources of the mounts that are paths, and those that are names of volumes. */
    List<String> mounts() {
      return strings(keys.getOrDefault("volumes", List.of())).stream()
          .map(mount -> mount.substring(0, mount.indexOf(':')))
          .toList();
    }

    List<String> ports() {
      return strings(keys.getOrDefault("ports", List.of()));
    }

    String text(String key) {
      return keys.getOrDefault(key, "").toString();
    }

    Map<String, Object> part(String key) {
      return mapIfAny(keys.get(key));
    }
  }

  static String withDefaults(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> ":-".equals(found.group(2)) ? found.group(3) : "");
  }

  void forEach(BiConsumer<String, Service> check) {
    services.forEach(check);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private static Map<String, Object> mapIfAny(@Nullable Object value) {
    return value == null ? Map.of() : map(value);
  }

  @SuppressWarnings("unchecked")
  private static List<String> strings(Object value) {
    return (List<String>) value;
  }
}
