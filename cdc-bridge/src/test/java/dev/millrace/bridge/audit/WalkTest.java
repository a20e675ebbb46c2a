package dev.millrace.bridge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.contract.Watermark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How fast a walk is, and where it goes on, by a clock that is told the time. */
class WalkTest implements Walk.Source, Walk.Sink, Walk.Time {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final int PAGES = 100;
  private static final int PER_PAGE = 50;

  private final List<AuditPosition> saved = new ArrayList<>();
  private final List<Watermark> sent = new ArrayList<>();
  private Instant now = NOON;
  private Duration sending = Duration.ZERO;
  private int failingPage = -1;

  /** One segment's pages; the token of an aggregate is its number. */
  @Override
  public void read(Segment segment, Walk.Pages pages)
      throws ExecutionException, InterruptedException {
    for (int page = (int) (Math.max(segment.after(), 0) / PER_PAGE); page < PAGES; page++) {
      if (page == failingPage) {
        throw new ExecutionException(new IllegalStateException("the database is away"));
      }
      long last = (page + 1L) * PER_PAGE;
      if (!pages.take(watermarks(last), last)) {
        return;
      }
    }
  }

  private static List<Watermark> watermarks(long last) {
    return LongStream.rangeClosed(last - PER_PAGE + 1, last)
        .mapToObj(token -> new Watermark(new UUID(0, token), 1))
        .toList();
  }

  @Override
  public void send(List<Watermark> watermarks) {
    now = now.plus(sending);
    sent.addAll(watermarks);
  }

  @Override
  public void save(AuditPosition position) {
    saved.add(position);
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void sleep(Duration duration) {
    now = now.plus(duration);
  }

  @Test
  void isNoFasterThanItsRate() throws Exception {
    walk(100).next(() -> true);
    assertThat(sent).hasSize(PAGES * PER_PAGE);
    assertThat(now).isEqualTo(NOON.plusSeconds(PAGES * PER_PAGE / 100));
  }

  @Test
  void whatSendingTakesIsOfTheSameTime() throws Exception {
    sending = Duration.ofMillis(200);
    walk(100).next(() -> true);
    assertThat(now).isEqualTo(NOON.plusSeconds(PAGES * PER_PAGE / 100));
  }

  @Test
  void savesWhereItIsWithinASegment() throws Exception {
    walk(100).next(() -> true);
    assertThat(saved).hasSizeBetween(8, 12);
    assertThat(saved.get(1).token()).isBetween(500L, 700L);
  }

  @Test
  void anEmptyPageIsNothingToSave() throws Exception {
    var walk =
        new Walk(100, (segment, pages) -> pages.take(List.of(), segment.after()), this, this);
    walk.moveTo(AuditPosition.NONE.begun(NOON));
    walk.next(() -> true);
    assertThat(saved).hasSize(1);
    assertThat(saved.get(0).token()).isGreaterThan(Segment.BEGINNING);
  }

  @Test
  void goesOnAfterTheLastPageBeforeAFailure() throws Exception {
    Walk walk = walk(100);
    failingPage = 40;
    assertThatThrownBy(() -> walk.next(() -> true)).isInstanceOf(ExecutionException.class);
    assertThat(walk.position().token()).isEqualTo(40 * PER_PAGE);
    failingPage = -1;
    walk.next(() -> true);
    assertThat(sent).hasSize(PAGES * PER_PAGE).doesNotHaveDuplicates();
  }

  @Test
  void endsWithThePageAfterWhichItIsAnothers() throws Exception {
    Walk walk = walk(100);
    walk.next(() -> sent.size() < 3 * PER_PAGE);
    assertThat(sent).hasSize(3 * PER_PAGE);
    assertThat(walk.position().token()).isEqualTo(3 * PER_PAGE);
  }

  private Walk walk(int rate) {
    var walk = new Walk(rate, this, this, this);
    walk.moveTo(AuditPosition.NONE.begun(NOON));
    return walk;
  }
}
