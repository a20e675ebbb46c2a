package dev.millrace.runtime.http;

import dev.millrace.runtime.config.Settings;

/**
 * Where a service listens.
 *
 * @param port 0 for a free one
 * @param maxBodyBytes largest request body
 */
public record HttpSettings(String host, int port, long maxBodyBytes) {

  private static final long MAX_BODY_BYTES = 256 * 1024;

  /** Reads {@code http.host} and {@code http.port}. */
  public static HttpSettings from(Settings settings, int defaultPort) {
    return new HttpSettings(
        settings.text("http.host", "127.0.0.1"),
        settings.port("http.port", defaultPort),
        MAX_BODY_BYTES);
  }
}
