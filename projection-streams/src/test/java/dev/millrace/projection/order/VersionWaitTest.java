package dev.millrace.projection.order;

import static dev.millrace.projection.query.QueryFixtures.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import dev.millrace.contract.OrderView;
import dev.millrace.projection.order.VersionWait.Pauses;
import dev.millrace.projection.query.InMemoryViews;
import dev.millrace.projection.query.QueryFixtures;
import dev.millrace.projection.sink.RowNotices;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class VersionWaitTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  private final InMemoryViews views = new InMemoryViews();
  private final RowNotices notices = new RowNotices();

  @Test
  void looksOnceIfTheVersionIsReached() {
    views.put(QueryFixtures.view(ORDER, 3));
    assertThat(upTo(3, LONG)).isCompletedWithValue(Optional.of(QueryFixtures.view(ORDER, 3)));
    assertThat(upTo(2, LONG)).isCompleted();
    assertThat(views.looks()).isEqualTo(2);
  }

  @Test
  void everyVersionIsAtLeastZeroEvenNone() {
    assertThat(upTo(0, LONG)).isCompletedWithValue(Optional.empty());
  }

  @Test
  void looksAgainUntilTheVersionIsReached() {
    var waiting = upTo(2, LONG);
    Awaitility.await().until(() -> views.looks() > 2);
    views.put(QueryFixtures.view(ORDER, 1));
    int looks = views.looks();
    Awaitility.await().until(() -> views.looks() > looks);
    assertThat(waiting).isNotDone();
    views.put(QueryFixtures.view(ORDER, 4));
    assertThat(join(waiting)).contains(QueryFixtures.view(ORDER, 4));
  }

  @Test
  void looksAtOnceWhenTheRowIsWrittenHere() {
    // It would not look again within this test.
    var waiting = upTo(2, LONG, new Pauses(LONG.toMillis(), LONG.toMillis()));
    notices.written(OrderReadModel.TABLE, QueryFixtures.NOBODY.toString());
    notices.written("other_table", ORDER.toString());
    views.put(QueryFixtures.view(ORDER, 1));
    notices.written(OrderReadModel.TABLE, ORDER.toString());
    Awaitility.await().until(() -> views.looks() == 2);
    Awaitility.await().until(() -> notices.waiting() == 1);
    assertThat(waiting).isNotDone();
    views.put(QueryFixtures.view(ORDER, 2));
    notices.written(OrderReadModel.TABLE, ORDER.toString());
    assertThat(join(waiting)).contains(QueryFixtures.view(ORDER, 2));
    Awaitility.await().until(() -> notices.waiting() == 0);
  }

  @Test
  void givesWhatThereIsWhenTheTimeIsUp() {
    views.put(QueryFixtures.view(ORDER, 1));
    assertThat(join(upTo(2, Duration.ofMillis(10)))).contains(QueryFixtures.view(ORDER, 1));
    assertThat(views.looks()).isGreaterThan(1);
  }

  @Test
  void looksOnceIfThereIsNoTime() {
    assertThat(upTo(2, Duration.ZERO)).isCompletedWithValue(Optional.empty());
    assertThat(views.looks()).isEqualTo(1);
  }

  @Test
  void aFailureEndsTheWait() {
    var waiting = upTo(1, LONG);
    views.failWith(new NoNodeAvailableException());
    assertThat(waiting)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withRootCauseInstanceOf(NoNodeAvailableException.class);
  }

  private CompletableFuture<Optional<OrderView>> upTo(long version, Duration time) {
    return upTo(version, time, Pauses.USUAL);
  }

  private CompletableFuture<Optional<OrderView>> upTo(long version, Duration time, Pauses pauses) {
    return new VersionWait(views, notices, ORDER, version, pauses).upTo(time).toCompletableFuture();
  }

  private static <T> T join(CompletableFuture<T> future) {
    return future.orTimeout(10, TimeUnit.SECONDS).join();
  }
}
