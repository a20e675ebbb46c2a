package dev.millrace.cli.doctor;

import dev.millrace.cli.doctor.check.CaptureTold;
import dev.millrace.cli.doctor.check.CdcCheck;
import dev.millrace.cli.doctor.check.ClockCheck;
import dev.millrace.cli.doctor.check.Fact;
import dev.millrace.cli.doctor.check.Finding;
import dev.millrace.cli.doctor.check.GenerationCheck;
import dev.millrace.cli.doctor.check.ReplicationCheck;
import dev.millrace.cli.doctor.check.SchemaCheck;
import dev.millrace.cli.doctor.probe.DatabaseProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the database itself tells. */
final class DatabaseFindings {

  private DatabaseFindings() {}

  static List<Finding> of(
      DatabaseProbe database, Fact<List<CaptureTold>> captures, Duration confidence) {
    return List.of(
        database
            .tables()
            .judge("schema", found -> SchemaCheck.check(DatabaseProbe.wantedTables(), found)),
        database
            .replication()
            .judge("keyspace", found -> ReplicationCheck.check(found.orElse(Map.of()))),
        database.cdc().judge("cdc", cdc -> CdcCheck.enabled(DatabaseProbe.TABLE, cdc)),
        database
            .generation()
            .judge(
                "generation",
                newest -> GenerationCheck.check(newest.orElse(null), captures, Instant.now())),
        database.clocks().judge("clock", clocks -> ClockCheck.check(clocks, confidence)));
  }
}
