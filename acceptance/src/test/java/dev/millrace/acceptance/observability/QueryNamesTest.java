package dev.millrace.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryNamesTest {

  @Test
  void findsEveryMetricAndNothingElse() {
    assertThat(
            QueryNames.of(
                "histogram_quantile(0.99, sum by (le, projection) "
                    + "(rate(a_seconds_bucket{job=\"b\", c!~\"d|e\"}[5m]))) > 1e3"
                    + " and on (f) (max without(g) (h_total) offset 5m) unless i:j / 2"))
        .containsExactly("a_seconds_bucket", "h_total", "i:j");
  }
}
