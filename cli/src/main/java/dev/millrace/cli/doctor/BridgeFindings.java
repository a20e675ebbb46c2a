package dev.millrace.cli.doctor;

import dev.millrace.cli.doctor.check.AuditorCheck;
import dev.millrace.cli.doctor.check.CaptureLagCheck;
import dev.millrace.cli.doctor.check.CaptureRouteCheck;
import dev.millrace.cli.doctor.check.CaptureTasksCheck;
import dev.millrace.cli.doctor.check.CaptureTold;
import dev.millrace.cli.doctor.check.CdcCheck;
import dev.millrace.cli.doctor.check.Fact;
import dev.millrace.cli.doctor.check.Finding;
import dev.millrace.cli.doctor.check.WaitingCheck;
import dev.millrace.cli.doctor.probe.ServiceProbe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What all instances of the bridge tell together. */
final class BridgeFindings {

  private final List<ServiceProbe> bridges;
  private final boolean connector;
  private final Fact<List<Boolean>> capturing;
  private final Fact<List<CaptureTold>> captures;

  /**
   * What they tell.
   *
   * @param connector whether one was named that captures
   */
  BridgeFindings(List<ServiceProbe> bridges, boolean connector) {
    this.bridges = bridges;
    this.connector = connector;
    this.capturing = all(ServiceProbe::captures);
    this.captures =
        noneCaptures()
            ? new Fact.Absent<>("no bridge that answers captures")
            : all(ServiceProbe::capture);
  }

  /** Whether there are bridges that answer, and all of them leave capture to somebody else. */
  private boolean noneCaptures() {
    return capturing instanceof Fact.Known<List<Boolean>> known && !known.value().contains(true);
  }

  /** Whether capture is not for bridges: what one does that is away, nobody knows. */
  private boolean isLeftToOthers() {
    return noneCaptures() && (connector || silent() == 0);
  }

  /** How many do not answer. */
  private int silent() {
    return bridges.size()
        - (capturing instanceof Fact.Known<List<Boolean>> known ? known.value().size() : 0);
  }

  /** Of those that answer. */
  Fact<List<CaptureTold>> captures() {
    return captures;
  }

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        capturing.judge(
            "capture route", them -> CaptureRouteCheck.check(them, silent(), connector)));
    if (!isLeftToOthers()) {
      findings.add(captures.judge("capture tasks", CaptureTasksCheck::check));
      findings.add(captures.judge("capture lag", CaptureLagCheck::check));
      findings.add(captures.judge("loss horizon", CdcCheck::horizon));
    }
    findings.add(all(ServiceProbe::walk).judge("auditor", AuditorCheck::check));
    findings.add(
        all(ServiceProbe::waiting)
            .judge("waiting aggregates", told -> WaitingCheck.check(told, Instant.now())));
    return findings;
  }

  private <T> Fact<List<T>> all(Function<ServiceProbe, Fact<T>> question) {
    return Fact.known(bridges.stream().map(question).toList());
  }
}
