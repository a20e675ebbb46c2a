package dev.millrace.cli.doctor;

import dev.millrace.cli.doctor.check.EndpointCheck;
import dev.millrace.cli.doctor.check.ExpressCheck;
import dev.millrace.cli.doctor.check.Finding;
import dev.millrace.cli.doctor.check.ProjectionsCheck;
import dev.millrace.cli.doctor.probe.DatabaseProbe;
import dev.millrace.cli.doctor.probe.KafkaProbe;
import dev.millrace.cli.doctor.probe.ServiceProbe;
import java.util.ArrayList;
import java.util.List;

/** Looks at every part of a running pipeline; each check stands for itself. */
final class Doctor {

  private final Targets targets;
  private final ServiceProbe commands;
  private final List<ServiceProbe> bridges;
  private final ServiceProbe projections;

  Doctor(Targets targets) {
    this.targets = targets;
    commands = ServiceProbe.of("command-service", targets.commands());
    bridges = targets.bridges().stream().map(uri -> ServiceProbe.of("cdc-bridge", uri)).toList();
    projections = ServiceProbe.of("projection-streams", targets.queries());
  }

  /** Endpoints first, then along the way of an event. */
  List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    try (var database = DatabaseProbe.open(targets.database(), targets.datacenter());
        var kafka = KafkaProbe.open(targets.kafka())) {
      findings.addAll(endpoints(database, kafka));
      var bridge = new BridgeFindings(bridges, targets.connect() != null);
      findings.addAll(DatabaseFindings.of(database, bridge.captures(), targets.confidence()));
      findings.addAll(bridge.all());
      if (targets.connect() != null) {
        findings.addAll(new ConnectorFindings(targets.connect(), database, kafka).all());
      }
      findings.addAll(new KafkaFindings(kafka, targets.kafka()).all());
      findings.add(projections.projections().judge("projections", ProjectionsCheck::check));
      findings.add(
          commands
              .express()
              .judge("express lane", express -> ExpressCheck.check(express.orElse(null))));
    }
    return findings;
  }

  private List<Finding> endpoints(DatabaseProbe database, KafkaProbe kafka) {
    List<Finding> findings = new ArrayList<>();
    String address = targets.database().getHostString() + ":" + targets.database().getPort();
    findings.add(EndpointCheck.database(address, database.database()));
    findings.add(EndpointCheck.kafka(targets.kafka(), kafka.brokers()));
    findings.add(service("command-service", commands, "--commands"));
    bridges.forEach(bridge -> findings.add(service("cdc-bridge", bridge, "--bridge")));
    findings.add(service("projection-streams", projections, "--queries"));
    return findings;
  }

  private static Finding service(String name, ServiceProbe service, String option) {
    return EndpointCheck.service(name, service.address(), option, service.readiness());
  }
}
