package dev.millrace.projection.manage;

import dev.millrace.projection.query.Answers;
import dev.millrace.runtime.http.Parameters;
import dev.millrace.runtime.http.Parameters.Range;
import dev.millrace.runtime.http.ProblemException;
import io.javalin.http.Context;
import java.util.List;

/** Which build a request is about. Fails with a problem that says so if there is none. */
record RequestedBuild(ProjectionManager manager, BuildRegister register) {

  /** The build that the request names. */
  BuildRecord named(Context ctx) {
    if (ctx.queryParam("build") == null) {
      throw Parameters.invalid("build", "must be the number of a build", "nothing");
    }
    return orServing(ctx);
  }

  /** The build that the request names, or else the one that serves. */
  BuildRecord orServing(Context ctx) {
    String projection = projection(ctx);
    String asked = ctx.queryParam("build");
    if (asked == null) {
      return serving(projection);
    }
    long number = Parameters.number("build", asked, new Range(1, Integer.MAX_VALUE, 1));
    return records(projection).stream()
        .filter(record -> record.build().number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                Answers.notFound(
                    "unknown-build", "Unknown build", projection + " has no build " + number));
  }

  /** The build of a projection that serves. */
  BuildRecord serving(String projection) {
    return records(projection).stream()
        .filter(BuildRecord::serving)
        .findFirst()
        .orElseThrow(() -> unknown(projection));
  }

  // From the database and not from the last look: what was just begun is there.
  private List<BuildRecord> records(String projection) {
    if (manager.projection(projection).isEmpty()) {
      throw unknown(projection);
    }
    return register.of(projection);
  }

  /** The projection that the request names, be there one or not. */
  static String projection(Context ctx) {
    return ctx.pathParam("name");
  }

  static ProblemException unknown(String projection) {
    return Answers.notFound(
        "unknown-projection", "Unknown projection", "there is no projection " + projection);
  }
}
