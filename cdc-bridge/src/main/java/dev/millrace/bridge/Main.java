package dev.millrace.bridge;

import dev.millrace.runtime.ServiceProcess;

/** Starts the CDC bridge. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    ServiceProcess.run(
        "cdc-bridge",
        args,
        CdcBridgeSettings::from,
        (settings, process) -> new Bridge(settings, process).start());
  }
}
