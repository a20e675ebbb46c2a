package dev.millrace.projection.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.projection.Build;
import dev.millrace.projection.backfill.Backfill.Route;
import dev.millrace.projection.backfill.PacedTopic.Reader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How fast a build is filled up, and what is noted of that. */
class BackfillTest {

  private static final String SOURCE = "things";
  private static final int MOST = PacedTopic.MOST_UNREAD + PacedTopic.STEP;
  private static final int LONG = 3 * MOST;

  private final Topic topic = new Topic();
  private final List<BackfillState> notes = new ArrayList<>();

  /** A topic that counts what it has and what was read of it. */
  private static final class Topic extends MockProducer<String, byte[]> {

    private long sent;
    private long flushed;
    private long read;
    private long mostUnread;
    private @Nullable Exception refusal;

    Topic() {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<String, byte[]> record, Callback callback) {
      sent++;
      mostUnread = Math.max(mostUnread, sent - read);
      if (refusal != null) {
        callback.onCompletion(null, refusal);
      }
      return super.send(record, callback);
    }

    @Override
    public synchronized void flush() {
      super.flush();
      flushed = sent;
    }

    /** What a broker would say: of what is on its way it knows nothing. */
    long unread() {
      return flushed - read;
    }
  }

  /** Reads only while it is waited for: then all there is. */
  private final class SlowReader implements Reader {

    private int waits;
    private long sentBefore = -1;

    @Override
    public long unread() {
      if (topic.unread() > PacedTopic.MOST_UNREAD && topic.sent == sentBefore) {
        waits++;
        topic.read = topic.flushed;
      }
      sentBefore = topic.sent;
      return topic.unread();
    }
  }

  @Test
  void aLongAggregateIsSentNoFasterThanItIsRead() throws InterruptedException {
    var reader = new SlowReader();
    backfill(new StoredEvents(SOURCE, LONG), reader);
    assertThat(topic.sent).as("it goes on when the reader has caught up").isEqualTo(LONG);
    assertThat(reader.waits).isEqualTo(2);
    assertThat(topic.mostUnread).isEqualTo(MOST);
  }

  @Test
  void manyShortAggregatesAreSentNoFasterThanTheyAreRead() throws InterruptedException {
    var lengths = new int[LONG / 3];
    Arrays.fill(lengths, 3);
    backfill(new StoredEvents(SOURCE, lengths), new SlowReader());
    assertThat(topic.sent).isEqualTo(LONG);
    assertThat(topic.mostUnread).isEqualTo(MOST);
  }

  @Test
  void whatAnEarlierRunLeftUnreadCounts() throws InterruptedException {
    topic.sent = MOST;
    topic.flushed = MOST;
    backfill(new StoredEvents(SOURCE, 10), new SlowReader());
    assertThat(topic.mostUnread).isEqualTo(10);
  }

  @Test
  void aPositionIsNotedWhenAllOfItsAggregateIsInTheTopic() throws InterruptedException {
    var store = new StoredEvents(SOURCE, 1_500, LONG, 700, 1_500, 10);
    var backfill =
        new Backfill(
            route(),
            store,
            new PacedTopic("target", topic, new SlowReader()),
            state -> {
              assertThat(topic.flushed).isGreaterThanOrEqualTo(store.upTo(state.position()));
              assertThat(state.counts().events()).isEqualTo(store.upTo(state.position()));
              notes.add(state);
            });
    backfill.run(at(0), Optional.empty());
    assertThat(notes).extracting(BackfillState::position).containsExactly(2L, 4L, 5L, 5L);
    assertThat(notes)
        .extracting(BackfillState::finished)
        .containsExactly(false, false, false, true);
  }

  @Test
  void anInterruptEndsTheWait() {
    var interrupting =
        new Reader() {
          private int looks;

          @Override
          public long unread() {
            if (++looks == 3) {
              Thread.currentThread().interrupt();
            }
            return PacedTopic.MOST_UNREAD + 1L;
          }
        };
    assertThatThrownBy(() -> backfill(new StoredEvents(SOURCE, 10), interrupting))
        .isInstanceOf(InterruptedException.class);
    assertThat(interrupting.looks).isEqualTo(3);
    assertThat(topic.sent).isZero();
    assertThat(notes).isEmpty();
  }

  @Test
  void nothingIsNotedOfWhatCouldNotBeSent() {
    topic.refusal = new RecordTooLargeException("too large");
    assertThatThrownBy(() -> backfill(new StoredEvents(SOURCE, 10), () -> 0))
        .hasMessage("events could not be sent to target")
        .hasCause(topic.refusal);
    assertThat(notes).isEmpty();
  }

  @Test
  void countsRowsThatNameNoTopicAndPassesOverThoseOfOthers() throws InterruptedException {
    backfill(new StoredEvents(null, 3, 4), () -> 0);
    assertThat(notes).last().extracting(BackfillState::counts).isEqualTo(new RowCounts(0, 0, 7));
    notes.clear();
    backfill(new StoredEvents("other things", 3, 4), () -> 0);
    assertThat(notes).last().extracting(BackfillState::counts).isEqualTo(RowCounts.NONE);
    assertThat(topic.sent).isZero();
  }

  @Test
  void leavesOutAggregatesThatBeganLater() throws InterruptedException {
    var target = new PacedTopic("target", topic, () -> 0);
    new Backfill(route(), new StoredEvents(SOURCE, 3), target, notes::add)
        .run(at(0), Optional.of(Instant.EPOCH));
    assertThat(notes).last().extracting(BackfillState::counts).isEqualTo(RowCounts.NONE);
  }

  private void backfill(StoredEvents store, Reader reader) throws InterruptedException {
    new Backfill(route(), store, new PacedTopic("target", topic, reader), notes::add)
        .run(at(0), Optional.empty());
  }

  private static Route route() {
    return new Route(Build.first("test"), SOURCE, "target");
  }

  private static BackfillState at(long position) {
    return new BackfillState(null, position, false, RowCounts.NONE, null);
  }
}
