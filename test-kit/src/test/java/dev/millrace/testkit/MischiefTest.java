package dev.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is done to records. */
class MischiefTest {

  private static final List<String> RECORDS =
      IntStream.range(0, 40).mapToObj(i -> "key-" + i % 4 + " " + (10 + i)).toList();

  private static String key(String item) {
    return item.substring(0, 5);
  }

  @Test
  void redeliveredRecordsComeAgainBehindThemselves() {
    List<String> redelivered = Mischief.seeded(1).redelivered(RECORDS);
    assertThat(redelivered).hasSizeGreaterThan(RECORDS.size());
    assertThat(redelivered.stream().distinct()).containsExactlyElementsOf(RECORDS);
  }

  @Test
  void shuffledRecordsAreAllThere() {
    assertThat(Mischief.seeded(1).shuffled(RECORDS))
        .isNotEqualTo(RECORDS)
        .containsExactlyInAnyOrderElementsOf(RECORDS);
  }

  @Test
  void mixedRecordsOfAKeyKeepTheirOrder() {
    List<String> mixed = Mischief.seeded(1).mixed(RECORDS, MischiefTest::key);
    assertThat(mixed).isNotEqualTo(RECORDS).containsExactlyInAnyOrderElementsOf(RECORDS);
    for (int key = 0; key < 4; key++) {
      String of = "key-" + key;
      assertThat(mixed.stream().filter(item -> key(item).equals(of))).isSorted();
    }
  }

  @Test
  void theSameSeedMakesTheSameMischief() {
    assertThat(Mischief.seeded(7).redelivered(RECORDS))
        .isEqualTo(Mischief.seeded(7).redelivered(RECORDS))
        .isNotEqualTo(Mischief.seeded(8).redelivered(RECORDS));
  }
}
