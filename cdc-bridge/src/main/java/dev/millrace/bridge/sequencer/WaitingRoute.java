package dev.millrace.bridge.sequencer;

import dev.millrace.contract.ContractJson;
import io.javalin.config.RoutesConfig;

/** {@code GET /sequencer/waiting}: which aggregates wait, and what for. */
public final class WaitingRoute {

  private WaitingRoute() {}

  public static void addTo(RoutesConfig routes, WaitingAggregates waiting) {
    routes.get(
        "/sequencer/waiting",
        ctx ->
            ctx.header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(ContractJson.write(waiting.report())));
  }
}
