package dev.millrace.cli.projections;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ParkedTextTest {

  @Test
  void saysWhatARedriveWouldMakeOfItWhereTheInstanceKnows() throws JsonProcessingException {
    assertThat(
            text(
                """
                [{"id": "a", "firstSequence": 2, "records": 3, "cause": "why", "wouldFold": 3},
                 {"id": "b", "firstSequence": 2, "records": 1, "cause": "why", "wouldFold": 0,
                  "wouldStopAt": "event 2 has not come"},
                 {"id": "c", "firstSequence": 7, "records": 1, "cause": "why"}]"""))
        .hasToString(
            """
            a from 2: 3 waiting because why; a redrive would project 3
            b from 2: 1 waiting because why; a redrive would project 0, then: event 2 has not come
            c from 7: 1 waiting because why; the instance that has it can say what a redrive would project (--service)
            """);
  }

  @Test
  void saysThatThereIsNothing() throws JsonProcessingException {
    assertThat(text("[]")).isEqualTo("nothing is parked\n");
  }

  private static String text(String json) throws JsonProcessingException {
    return ParkedText.of(new ObjectMapper().readTree(json)).replace(System.lineSeparator(), "\n");
  }
}
