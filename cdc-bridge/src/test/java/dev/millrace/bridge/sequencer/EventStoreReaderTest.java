package dev.millrace.bridge.sequencer;

import static dev.millrace.bridge.BridgeFixtures.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import org.junit.jupiter.api.Test;

/** What the reads of gaps promise. On one replica, as in other tests, any level would do. */
class EventStoreReaderTest {

  @Test
  void anAppendInFlightIsFinishedOrUndoneByTheReadOfItsEvents() {
    SimpleStatement events = EventStoreReader.events("millrace.event_store", ORDER, 3, 7);
    assertThat(events.getConsistencyLevel()).isEqualTo(DefaultConsistencyLevel.LOCAL_SERIAL);
    assertThat(events.getPositionalValues()).containsExactly(ORDER, 3L, 7L, EventStoreReader.MOST);
  }

  @Test
  void topicsThatWereAcknowledgedAreSeen() {
    SimpleStatement outbox = EventStoreReader.outbox("millrace.event_store", ORDER, 3, 7);
    assertThat(outbox.getConsistencyLevel()).isEqualTo(DefaultConsistencyLevel.LOCAL_QUORUM);
  }
}
