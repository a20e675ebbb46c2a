package dev.millrace.cli;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cli.conservation.CaptureCounts;
import dev.millrace.cli.conservation.Conservation;
import dev.millrace.cli.pipeline.Endpoints;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./millrace verify}. */
@Command(
    name = "verify",
    description =
        "Checks conservation over running endpoints: event store, public topic and every read"
            + " table, per aggregate. Meaningful while no commands are being sent.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

  @Mixin private BackendOptions backends = new BackendOptions();

  @Override
  @SuppressWarnings("SystemOut")
  public Integer call() {
    URI none = URI.create("http://127.0.0.1/");
    Endpoints endpoints =
        new Endpoints(backends.database(), backends.datacenter(), backends.kafka(), none, none);
    try (CqlSession session = Sessions.open(endpoints)) {
      Conservation result = Conservation.check(session, endpoints);
      System.out.printf(
          "events stored %d, published %d, lost %d, duplicated %d, out of order %d, unexpected %d,"
              + " view mismatches %d%n",
          result.eventsStored(),
          result.eventsPublished(),
          result.events().lost().count(),
          result.events().duplicated().count(),
          result.events().outOfOrder().count(),
          result.events().unexpected().count(),
          result.views().count());
      System.out.println(
          "brought by " + CaptureCounts.toText(CaptureCounts.read(backends.kafka())));
      result.examples().forEach(System.out::println);
      System.out.println(result.holds() ? "conservation holds" : "conservation is broken");
      return result.holds() ? 0 : 1;
    }
  }
}
