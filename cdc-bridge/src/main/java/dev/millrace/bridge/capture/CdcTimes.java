package dev.millrace.bridge.capture;

import com.scylladb.cdc.model.GenerationId;
import com.scylladb.cdc.model.Timestamp;
import java.time.Instant;
import java.util.Date;

/** The library's times, and ours. */
// The library knows no other times than java.util.Date.
@SuppressWarnings("JavaUtilDate")
final class CdcTimes {

  private CdcTimes() {}

  static Instant instant(Timestamp timestamp) {
    return timestamp.toDate().toInstant();
  }

  static Timestamp timestamp(Instant instant) {
    return new Timestamp(Date.from(instant));
  }

  static Instant start(GenerationId generation) {
    return instant(generation.getGenerationStart());
  }
}
