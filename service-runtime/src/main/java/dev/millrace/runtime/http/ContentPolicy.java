package dev.millrace.runtime.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What a page may load: the browser holds it to that. */
final class ContentPolicy {

  private ContentPolicy() {}

  /** Only from the host that it came from, and with one script of its own in the page. */
  static String ownPageWith(String script) {
    return "default-src 'none'; connect-src 'self'; img-src 'self' data:; "
        + "style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        + ("frame-ancestors 'none'; script-src 'self' 'sha256-" + sha256(script) + "'");
  }

  private static String sha256(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
