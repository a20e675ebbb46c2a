package dev.millrace.projection.parking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.projection.parking.Redrives.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** However much a request is about, it is followed to its end, a part of a second at a time. */
class RedrivingTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Request ALL = new Request(NOON, null);
  private static final long STEP_NANOS = RedrivePace.TURN_NANOS / 10;

  private final AtomicLong clock = new AtomicLong();
  private final Redrives redrives = new Redrives(new RedrivePace(clock::get));
  private final TreeSet<String> waiting = new TreeSet<>();
  private final List<String> steps = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();
  private int stepsOfEach = 1;
  private Redriving redriving = begin();

  private Redriving begin() {
    return new Redriving(
        redrives,
        new Redriving.Parked() {
          @Override
          public @Nullable String after(String id) {
            return waiting.higher(id);
          }

          @Override
          public boolean redrive(String id, Request request) {
            clock.addAndGet(STEP_NANOS);
            steps.add(id);
            return steps.stream().filter(id::equals).count() % stepsOfEach != 0;
          }

          @Override
          public void done(Request request, int tried) {
            ends.add(request.aggregate() + " " + tried);
          }
        });
  }

  private List<String> park(int count) {
    for (int i = 0; i < count; i++) {
      waiting.add("%03d".formatted(i));
    }
    return List.copyOf(waiting);
  }

  /** A look, half a second after the last one. */
  private int stepsOfALook() {
    clock.addAndGet(RedrivePace.WINDOW_NANOS);
    int before = steps.size();
    redriving.goOn();
    return steps.size() - before;
  }

  @Test
  void aLargeRequestIsGoneOnWithWhereItWas() {
    List<String> all = park(25);
    redrives.replace(List.of(ALL));
    assertThat(stepsOfALook()).isEqualTo(10);
    assertThat(stepsOfALook()).isEqualTo(10);
    assertThat(ends).as("not done yet").isEmpty();
    assertThat(stepsOfALook()).isEqualTo(5);
    assertThat(steps).isEqualTo(all);
    assertThat(ends).containsExactly("null 25");
    assertThat(stepsOfALook()).as("done").isZero();
  }

  @Test
  void oneThatNeedsManyStepsIsGoneOnWithToo() {
    park(2);
    stepsOfEach = 15;
    redrives.replace(List.of(ALL));
    assertThat(List.of(stepsOfALook(), stepsOfALook(), stepsOfALook())).containsExactly(10, 10, 10);
    assertThat(steps.subList(0, 15)).containsOnly("000");
    assertThat(steps.subList(15, 30)).containsOnly("001");
    assertThat(stepsOfALook()).isZero();
    assertThat(ends).containsExactly("null 2");
  }

  @Test
  void theTimeIsThatOfAThreadWhichHasManyTasks() {
    park(25);
    redrives.replace(List.of(ALL));
    assertThat(stepsOfALook()).isEqualTo(10);
    redriving = begin();
    redriving.goOn();
    assertThat(steps).as("one in any case, so that each comes to its end").hasSize(11);
  }

  @Test
  void whatIsDoneAndWhatIsBegunChangesNothingForOthers() {
    park(12);
    redrives.replace(List.of(ALL));
    assertThat(stepsOfALook()).isEqualTo(10);
    // One drained itself meanwhile, one was parked; an earlier request came late.
    waiting.remove("010");
    waiting.add("020");
    redrives.replace(List.of(new Request(NOON.minusSeconds(9), "001"), ALL));
    assertThat(stepsOfALook()).isEqualTo(3);
    assertThat(steps.subList(10, 13)).containsExactly("011", "020", "001");
    assertThat(ends).containsExactly("null 12", "001 1");
  }

  @Test
  void oneThatBecomesTooOldMeanwhileIsStillFollowedToItsEnd() {
    park(15);
    redrives.replace(List.of(ALL));
    assertThat(stepsOfALook()).isEqualTo(10);
    redrives.replace(List.of());
    assertThat(stepsOfALook()).isEqualTo(5);
    assertThat(ends).hasSize(1);
  }
}
