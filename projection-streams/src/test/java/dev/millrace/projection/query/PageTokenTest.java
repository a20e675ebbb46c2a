package dev.millrace.projection.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {

  private static final Position PLACE =
      new Position(
          Instant.parse("2026-11-23T12:00:00.125Z"),
          UUID.fromString("0b5a4c2e-0c7e-4a8e-9d4b-6a3f2c1d0e9f"));

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-11-23T12:00:00.125Z", "1970-01-01T00:00:00Z", "1901-02-03T04:05:06.789Z"})
  void readsWhatItWrote(Instant createdAt) {
    var place = new Position(createdAt, PLACE.orderId());
    assertThat(PageToken.read(PageToken.write(place))).contains(place);
  }

  @Test
  void isSafeInAUrl() {
    assertThat(PageToken.write(PLACE)).matches("[A-Za-z0-9_-]{32}");
    assertThat(PageToken.write(new Position(Instant.ofEpochMilli(-1), new UUID(-1, -1))))
        .matches("[A-Za-z0-9_-]{32}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "????", "AAAA", "=", "ä"})
  void garbageIsNoPlace(String token) {
    assertThat(PageToken.read(token)).isEmpty();
  }

  @Test
  void halfATokenIsNoPlace() {
    String token = PageToken.write(PLACE);
    assertThat(PageToken.read(token.substring(0, 16))).isEmpty();
    assertThat(PageToken.read(token + token)).isEmpty();
  }

  @Test
  void noTokenAsksForNoPlace() {
    assertThat(PageToken.parameter("pageToken", null)).isEmpty();
    assertThat(PageToken.parameter("pageToken", PageToken.write(PLACE))).contains(PLACE);
  }
}
