package dev.millrace.runtime.http;

import dev.millrace.runtime.config.Settings;

/**
 * Where a service listens.
 *
 * @param port 0 for a free one
 * @param maxBodyBytes largest request body
 * @param maxConnections how many are open at once; one more is accepted when another ends
 */
public record HttpSettings(String host, int port, long maxBodyBytes, int maxConnections) {

  private static final long MAX_BODY_BYTES = 256 * 1024;

  /** Reads {@code http.host}, {@code http.port} and {@code http.max-connections}. */
  public static HttpSettings from(Settings settings, int defaultPort) {
    return new HttpSettings(
        settings.text("http.host", "127.0.0.1"),
        settings.port("http.port", defaultPort),
        MAX_BODY_BYTES,
        settings.number("http.max-connections", 1_000, new Settings.Range(1, 1_000_000)));
  }
}
