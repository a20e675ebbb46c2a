package dev.millrace.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When an event's transaction ends: soon after it came, seldom in a backlog. */
class CommitsTest {

  private static final long NOW = 1_700_000_000_000L;
  private static final long INTERVAL = 20;

  private final CommitPace pace = CommitPace.atOnce(Duration.ofMillis(INTERVAL));
  private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
  private final Commits commits = new Commits(context, pace);

  @BeforeEach
  void setClock() {
    context.setCurrentSystemTimeMs(NOW);
  }

  @Test
  void anEventThatHasJustComeIsCommittedAtOnce() {
    commits.processed(NOW - 1);
    assertThat(context.committed()).isTrue();
    assertThat(context.scheduledPunctuators()).isEmpty();
  }

  @Test
  void oneThatFollowsSoonWaitsForTheRestOfTheInterval() {
    commits.processed(NOW);
    context.resetCommit();
    context.setCurrentSystemTimeMs(NOW + 5);
    commits.processed(NOW + 5);
    commits.processed(NOW + 5);
    assertThat(context.committed()).isFalse();
    CapturedPunctuator only = onlyPunctuator();
    assertThat(only.getInterval()).isEqualTo(Duration.ofMillis(INTERVAL - 5));

    context.setCurrentSystemTimeMs(NOW + INTERVAL);
    only.getPunctuator().punctuate(NOW + INTERVAL);
    assertThat(context.committed()).isTrue();
    assertThat(only.cancelled()).isTrue();
  }

  @Test
  void aPaceThatGathersCommitsAnIntervalAfterTheFirstRecord() {
    var gathering = new Commits(context, CommitPace.gathering(Duration.ofMillis(INTERVAL)));
    gathering.processed(NOW);
    context.setCurrentSystemTimeMs(NOW + 5);
    gathering.processed(NOW + 5);
    assertThat(context.committed()).isFalse();
    assertThat(onlyPunctuator().getInterval()).isEqualTo(Duration.ofMillis(INTERVAL));
    context.setCurrentSystemTimeMs(NOW + INTERVAL);
    onlyPunctuator().getPunctuator().punctuate(NOW + INTERVAL);
    assertThat(context.committed()).isTrue();

    context.resetCommit();
    context.setCurrentSystemTimeMs(NOW + 10 * INTERVAL);
    gathering.processed(NOW + 10 * INTERVAL);
    assertThat(context.committed()).isFalse();
    assertThat(context.scheduledPunctuators()).hasSize(2);
  }

  @Test
  void afterTheIntervalItIsCommittedAtOnceAgain() {
    commits.processed(NOW);
    context.resetCommit();
    context.setCurrentSystemTimeMs(NOW + INTERVAL);
    commits.processed(NOW + INTERVAL);
    assertThat(context.committed()).isTrue();
  }

  @Test
  void oneThatHasWaitedIsCommittedWithMoreThatComeInHalfOfThatTime() {
    commits.processed(NOW);
    context.resetCommit();
    context.setCurrentSystemTimeMs(NOW + INTERVAL);
    commits.processed(NOW + INTERVAL - 400);
    assertThat(context.committed()).isFalse();
    assertThat(onlyPunctuator().getInterval()).isEqualTo(Duration.ofMillis(200 - INTERVAL));
    context.setCurrentSystemTimeMs(NOW + 200);
    onlyPunctuator().getPunctuator().punctuate(NOW + 200);
    assertThat(context.committed()).isTrue();
  }

  @Test
  void aBacklogIsLeftToTheLongInterval() {
    commits.processed(NOW - Duration.ofMinutes(1).toMillis());
    assertThat(context.committed()).isFalse();
    assertThat(context.scheduledPunctuators()).isEmpty();
  }

  @Test
  void whatDoesNotComeFromTheTopicIsCommittedSoonAsWell() {
    commits.soon();
    assertThat(context.committed()).isTrue();
  }

  @Test
  void partitionsShareOnePace() {
    var other = new MockProcessorContext<Void, Void>();
    other.setCurrentSystemTimeMs(NOW);
    commits.processed(NOW);
    new Commits(other, pace).processed(NOW);
    assertThat(context.committed()).isTrue();
    assertThat(other.committed()).isFalse();
    assertThat(other.scheduledPunctuators()).hasSize(1);
  }

  @Test
  void twoProcessorsOfATaskThatAskForTheSameRecordGetOneCommit() {
    context.setRecordMetadata("topic", 3, 17);
    commits.processed(NOW);
    new Commits(context, pace).processed(NOW);
    assertThat(context.committed()).isTrue();
    assertThat(context.scheduledPunctuators()).isEmpty();
    context.setRecordMetadata("topic", 3, 18);
    commits.processed(NOW);
    assertThat(context.scheduledPunctuators()).hasSize(1);
  }

  @Test
  void whatAnotherPartitionCommittedNeedsNoCommitOfItsOwn() {
    var other = new MockProcessorContext<Void, Void>();
    other.setCurrentSystemTimeMs(NOW);
    var others = new Commits(other, pace);
    commits.processed(NOW);
    others.processed(NOW);
    context.resetCommit();
    context.setCurrentSystemTimeMs(NOW + INTERVAL);
    commits.processed(NOW + INTERVAL);
    assertThat(context.committed()).isTrue();

    other.setCurrentSystemTimeMs(NOW + INTERVAL);
    other.scheduledPunctuators().get(0).getPunctuator().punctuate(NOW + INTERVAL);
    assertThat(other.committed()).isFalse();
    assertThat(other.scheduledPunctuators().get(0).cancelled()).isTrue();
    others.processed(NOW + INTERVAL);
    assertThat(other.scheduledPunctuators()).hasSize(2);
  }

  @Test
  void aClockThatIsSetBackWhileACommitIsDueHoldsNothingUp() {
    commits.processed(NOW);
    commits.processed(NOW);
    context.resetCommit();
    context.setCurrentSystemTimeMs(NOW - 60_000);
    commits.processed(NOW - 60_000);
    assertThat(context.committed()).isTrue();
    assertThat(onlyPunctuator().cancelled()).isTrue();
  }

  @Test
  void aClockThatIsSetBackHoldsNothingUp() {
    commits.processed(NOW);
    context.resetCommit();
    context.setCurrentSystemTimeMs(NOW - 60_000);
    commits.processed(NOW - 60_000);
    assertThat(context.committed()).isTrue();
  }

  private CapturedPunctuator onlyPunctuator() {
    List<CapturedPunctuator> all = context.scheduledPunctuators();
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
