package dev.millrace.projection.parking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.projection.parking.Redrives.Request;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedrivesTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Request FIRST = new Request(NOON, "a");
  private static final Request SAME_TIME = new Request(NOON, "b");
  private static final Request EARLIER = new Request(NOON.minusSeconds(9), null);

  private final Redrives redrives = new Redrives();
  private final Set<Request> done = new HashSet<>();

  @Test
  void everyRequestIsGivenOnceAlsoOneThatComesLateOrAtTheSameTime() {
    redrives.replace(List.of(FIRST));
    assertThat(redrives.without(done)).containsExactly(FIRST);
    done.add(FIRST);
    // A clock that is behind, and another request of the same millisecond.
    redrives.replace(List.of(FIRST, SAME_TIME, EARLIER));
    assertThat(redrives.without(done)).containsExactly(EARLIER, SAME_TIME);
    done.addAll(List.of(EARLIER, SAME_TIME));
    assertThat(redrives.without(done)).isEmpty();
  }

  @Test
  void whatIsNoRequestAnyMoreIsForgotten() {
    done.add(FIRST);
    redrives.replace(List.of());
    assertThat(redrives.without(done)).isEmpty();
    assertThat(done).isEmpty();
  }

  @Test
  void concernsAnIdOrAPartOfOne() {
    assertThat(List.of("a", "x/a", "a/x", "ab", "x/ab"))
        .filteredOn(FIRST::concerns)
        .containsExactly("a", "x/a", "a/x");
    assertThat(List.of("a", "b")).allMatch(EARLIER::concerns);
    assertThat(List.of("a", "a/x", "a/x/y"))
        .filteredOn(new Request(NOON, "a/x")::concerns)
        .containsExactly("a/x");
  }
}
