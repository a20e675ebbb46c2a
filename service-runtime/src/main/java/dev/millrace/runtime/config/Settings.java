package dev.millrace.runtime.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Raw settings, read key by key into a service's typed record. Remembers which keys were asked for,
 * so that {@link #refuseUnknown} can name the ones that nobody knows. Not thread-safe.
 */
public final class Settings {

  private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");

  private final Map<String, String> file;
  private final Map<String, String> variables;
  private final Map<String, String> flags;
  private final Set<String> known = new HashSet<>();

  Settings(Map<String, String> file, Map<String, String> variables, Map<String, String> flags) {
    this.file = file;
    this.variables = variables;
    this.flags = flags;
  }

  /** Settings from one map, as if every entry were a flag. */
  public static Settings of(Map<String, String> values) {
    return new Settings(Map.of(), Map.of(), values);
  }

  public String text(String key, String fallback) {
    return read(key, "be text that is not blank", fallback, v -> v.isBlank() ? null : v.strip());
  }

  public boolean flag(String key, boolean fallback) {
    return read(
        key,
        "be true or false",
        fallback,
        v -> v.equals("true") ? Boolean.TRUE : v.equals("false") ? Boolean.FALSE : null);
  }

  /** A whole number within both bounds, inclusive. */
  public int number(String key, int fallback, Range range) {
    return read(
        key,
        "be a whole number " + range.min() + ".." + range.max(),
        fallback,
        v -> {
          int number = Integer.parseInt(v.strip());
          return number >= range.min() && number <= range.max() ? number : null;
        });
  }

  /** Bounds of a number, inclusive. */
  public record Range(int min, int max) {}

  /** A TCP port; 0 asks the system for a free one. */
  public int port(String key, int fallback) {
    return number(key, fallback, new Range(0, 65_535));
  }

  /** A duration with its unit, such as {@code 250ms}, {@code 30s}, {@code 5m}, {@code 7d}. */
  public Duration duration(String key, Duration fallback) {
    return read(key, "be a duration such as 250ms, 30s, 5m or 7d", fallback, Settings::duration);
  }

  /** {@code host:port}, separated by commas. */
  public List<InetSocketAddress> addresses(String key, List<InetSocketAddress> fallback) {
    return read(
        key,
        "be host:port, several separated by commas",
        fallback,
        v -> Arrays.stream(v.split(",")).map(String::strip).map(Settings::address).toList());
  }

  public <T extends Enum<T>> T choice(String key, T fallback) {
    Class<T> type = fallback.getDeclaringClass();
    return read(
        key,
        "be one of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT),
        fallback,
        v -> Enum.valueOf(type, v.strip().toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  /**
   * To be called when every key has been read.
   *
   * @throws SettingsException naming the keys that no service setting has
   */
  public void refuseUnknown() {
    Set<String> unknown = new TreeSet<>(flags.keySet());
    unknown.addAll(file.keySet());
    unknown.removeAll(known);
    Set<String> unknownVariables = new TreeSet<>(variables.keySet());
    known.forEach(key -> unknownVariables.remove(SettingsSource.variable(key)));
    unknown.addAll(unknownVariables);
    if (!unknown.isEmpty()) {
      throw new SettingsException(
          "unknown settings " + unknown + ", known are " + new TreeSet<>(known));
    }
  }

  private <T> T read(
      String key,
      String rule,
      T fallback,
      Function<String, ? extends @org.jspecify.annotations.Nullable T> parse) {
    Optional<String> value = find(key);
    if (value.isEmpty()) {
      return fallback;
    }
    try {
      T parsed = parse.apply(value.get());
      if (parsed != null) {
        return parsed;
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Falls through: one message for everything that does not parse.
    }
    throw new SettingsException(key + " must " + rule + ", got \"" + value.get() + '"');
  }

  private Optional<String> find(String key) {
    known.add(key);
    String value = flags.get(key);
    if (value == null) {
      value = variables.get(SettingsSource.variable(key));
    }
    return Optional.ofNullable(value == null ? file.get(key) : value);
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    Duration duration = duration(Long.parseLong(matcher.group(1)), matcher.group(2));
    // Fails here where a reader's own toNanos would fail later: beyond 292 years.
    return Duration.ofNanos(duration.toNanos());
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || text.contains(" ")) {
      throw new IllegalArgumentException(text);
    }
    return InetSocketAddress.createUnresolved(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
