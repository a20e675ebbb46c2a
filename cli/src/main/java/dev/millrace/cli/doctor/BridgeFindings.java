package dev.millrace.cli.doctor;

import dev.millrace.cli.doctor.check.AuditorCheck;
import dev.millrace.cli.doctor.check.CaptureLagCheck;
import dev.millrace.cli.doctor.check.CaptureTasksCheck;
import dev.millrace.cli.doctor.check.CaptureTold;
import dev.millrace.cli.doctor.check.CdcCheck;
import dev.millrace.cli.doctor.check.Fact;
import dev.millrace.cli.doctor.check.Finding;
import dev.millrace.cli.doctor.check.WaitingCheck;
import dev.millrace.cli.doctor.probe.ServiceProbe;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What all instances of the bridge tell together. */
final class BridgeFindings {

  private final List<ServiceProbe> bridges;
  private final Fact<List<CaptureTold>> captures;

  BridgeFindings(List<ServiceProbe> bridges) {
    this.bridges = bridges;
    this.captures = all(ServiceProbe::capture);
  }

  /** Of those that answer. */
  Fact<List<CaptureTold>> captures() {
    return captures;
  }

  List<Finding> all() {
    return List.of(
        captures.judge("capture tasks", CaptureTasksCheck::check),
        captures.judge("capture lag", CaptureLagCheck::check),
        captures.judge("loss horizon", CdcCheck::horizon),
        all(ServiceProbe::walk).judge("auditor", AuditorCheck::check),
        all(ServiceProbe::waiting)
            .judge("waiting aggregates", told -> WaitingCheck.check(told, Instant.now())));
  }

  private <T> Fact<List<T>> all(Function<ServiceProbe, Fact<T>> question) {
    return Fact.known(bridges.stream().map(question).toList());
  }
}
