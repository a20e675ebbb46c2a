package dev.millrace.projection.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import dev.millrace.projection.Build;
import dev.millrace.projection.sink.RowNotices;
import dev.millrace.runtime.http.ProblemException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which reader a query gets. */
class ServingReadsTest {

  private static final CqlSession NEVER_ASKED =
      (CqlSession)
          Proxy.newProxyInstance(
              CqlSession.class.getClassLoader(),
              new Class<?>[] {CqlSession.class},
              (proxy, method, args) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  private Build serving = new Build("order", 1);
  private final List<Build> opened = new ArrayList<>();
  private final ServingReads reads =
      new ServingReads(() -> NEVER_ASKED, () -> serving, build -> new RowNotices());

  @Test
  void aReaderIsOpenedOnceForEachBuildThatComesToServe() {
    var reader = reads.reader((session, build) -> open(build));
    assertThat(reader.get()).isEqualTo("reader of order");
    assertThat(reader.get()).isEqualTo("reader of order");
    serving = new Build("order", 2);
    assertThat(reader.get()).isEqualTo("reader of order-2");
    assertThat(opened).containsExactly(new Build("order", 1), new Build("order", 2));
  }

  @Test
  void whileTheDatabaseIsAwayTheAnswerSaysSoAndTheNextRequestTriesAgain() {
    var reader =
        reads.reader(
            (session, build) -> {
              if (opened.isEmpty()) {
                opened.add(build);
                throw new DriverTimeoutException("injected");
              }
              return open(build);
            });
    assertThatThrownBy(reader::get)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(503));
    assertThat(reader.get()).isEqualTo("reader of order");
  }

  private String open(Build build) {
    opened.add(build);
    return "reader of " + build.name();
  }
}
