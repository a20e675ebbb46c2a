package dev.millrace.bridge.capture;

import dev.millrace.contract.ContractJson;
import io.javalin.config.RoutesConfig;
import java.util.function.Supplier;

/** {@code GET /capture}: what this instance captures, for operators and {@code doctor}. */
public final class CaptureRoutes {

  private CaptureRoutes() {}

  /**
   * Adds the route.
   *
   * @param capture may refuse as long as there is none
   */
  public static void addTo(RoutesConfig routes, Supplier<Capture> capture) {
    routes.get(
        "/capture",
        ctx ->
            ctx.contentType("application/json")
                .header("Cache-Control", "no-store")
                .result(ContractJson.write(capture.get().status())));
  }
}
