package dev.millrace.examples;

import dev.millrace.examples.plain.PlainExample;
import dev.millrace.examples.revenue.RevenueExample;
import java.util.Arrays;
import java.util.List;

/** Entry point of {@code ./millrace example}. */
public final class Main {

  private static final String USAGE =
      """
      Usage: ./millrace example NAME [--bootstrap HOST:PORT] [--group NAME] [--idle SECONDS]

        plain    prints every event of order-events, goes on where it was when it is started
                 again, and says where a sequence has a hole or a repetition
        revenue  a Kafka Streams application: totals of confirmed orders by currency and hour

        --bootstrap  brokers (localhost:9092)
        --group      under which name it keeps its place (example-NAME)
        --idle       end when nothing came for so many seconds; without it, on interrupt

      Exit status: 0; 1 if a sequence had a hole or a repetition, or the example failed; 2 for
      a usage error; more than 128 when it was interrupted.
      """;

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(Arrays.asList(args)));
  }

  @SuppressWarnings("SystemOut")
  private static int run(List<String> args) {
    if (args.contains("--help") || args.contains("-h")) {
      System.out.print(USAGE);
      return 0;
    }
    try {
      return start(args.isEmpty() ? "" : args.get(0), Options.parse(args));
    } catch (IllegalArgumentException e) {
      System.err.println("millrace example: " + e.getMessage());
      System.err.print(USAGE);
      return 2;
    } catch (RuntimeException e) {
      System.err.println("millrace example: " + e.getMessage());
      return 1;
    }
  }

  private static int start(String name, Options options) {
    return switch (name) {
      case "plain" -> PlainExample.run(options);
      case "revenue" -> RevenueExample.run(options);
      default -> throw new IllegalArgumentException("NAME must be plain or revenue, got " + name);
    };
  }
}
