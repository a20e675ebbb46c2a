package dev.millrace.projection.manage;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void tellsWhatPassesFromWhatLasts() {
    assertThat(Failures.of(new StreamsException(new TimeoutException("broker away"))))
        .isEqualTo(Failures.PASSING);
    assertThat(Failures.of(new StreamsException(new ProducerFencedException("fenced"))))
        .isEqualTo(Failures.PASSING);
    assertThat(Failures.of(new NoNodeAvailableException())).isEqualTo(Failures.PASSING);
    assertThat(Failures.of(new StreamsException(new IllegalStateException("a fault"))))
        .isEqualTo(Failures.LASTING);
    assertThat(Failures.of(new SerializationException("bytes"))).isEqualTo(Failures.LASTING);
    assertThat(Failures.of(new TopicAuthorizationException("no"))).isEqualTo(Failures.LASTING);
  }
}
