package dev.millrace.runtime.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Gathers a service's settings, in rising order: a properties file (named by the flag {@code
 * --config} or the variable {@code MILLRACE_CONFIG}), environment variables, flags.
 *
 * <p>The key {@code http.port} is {@code MILLRACE_HTTP_PORT} in the environment and {@code
 * --http.port=8080} as a flag. A key with a dash or more dots works the same way: both become
 * underscores.
 */
public final class SettingsSource {

  private static final String PREFIX = "MILLRACE_";
  private static final String CONFIG = "config";

  private SettingsSource() {}

  /**
   * All settings that were given, not yet looked at.
   *
   * @throws SettingsException if the file cannot be read or an argument is no flag
   */
  public static Settings load(String[] args, Map<String, String> environment) {
    Map<String, String> flags = flags(args);
    String file = flags.remove(CONFIG);
    if (file == null) {
      file = environment.get(PREFIX + "CONFIG");
    }
    Map<String, String> fromFile = file == null ? Map.of() : file(Path.of(file));
    return new Settings(fromFile, variables(environment), flags);
  }

  private static Map<String, String> flags(String[] args) {
    Map<String, String> flags = new HashMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (!arg.startsWith("--") || equals < 3) {
        throw new SettingsException("argument must have the form --key=value, got " + arg);
      }
      flags.put(arg.substring(2, equals), arg.substring(equals + 1));
    }
    return flags;
  }

  private static Map<String, String> variables(Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !name.equals(PREFIX + "CONFIG")) {
            variables.put(name, value);
          }
        });
    return variables;
  }

  static String variable(String key) {
    return PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static Map<String, String> file(Path path) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new SettingsException("config must name a readable file, got " + path, e);
    }
    Map<String, String> values = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return values;
  }
}
