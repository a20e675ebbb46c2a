package dev.millrace.bridge.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressRecordTest {

  private static final String KEY = "millrace.event_store/1795435200000/3";
  private static final String VALUE = "{\"windowEnd\":\"2026-11-23T12:00:01.500Z\"}";
  private static final ProgressRecord RECORD =
      new ProgressRecord(CaptureFixtures.TASK, CaptureFixtures.START.plusMillis(1_500));

  @Test
  void isWrittenAsItAlwaysWas() {
    assertThat(RECORD.key()).isEqualTo(KEY);
    assertThat(RECORD.value()).isEqualTo(VALUE);
  }

  @Test
  void survivesItsTopic() {
    assertThat(ProgressRecord.parse(KEY, VALUE)).contains(RECORD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "millrace.event_store",
        "event_store/1795435200000/3",
        "millrace.event_store/noon/3",
        "millrace.event_store/1795435200000/three",
        "millrace.event_store/1795435200000/99999999999",
        "millrace.event_store/99999999999999999999/3",
        "millrace.event_store/1795435200000/3/4"
      })
  void aKeyOfAnotherKindIsNone(String key) {
    assertThat(ProgressRecord.parse(key, VALUE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "noon",
        "null",
        "{}",
        "{\"windowEnd\":null}",
        "{\"windowEnd\":\"noon\"}",
        "{\"windowEnd\":\"2026-11-23T12:00:01Z\",\"more\":1}"
      })
  void aValueOfAnotherKindIsNone(String value) {
    assertThat(ProgressRecord.parse(KEY, value)).isEmpty();
  }
}
