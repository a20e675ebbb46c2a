package dev.millrace.projection.backfill;

/**
 * What became of the rows that were read; some count twice, if that was interrupted.
 *
 * @param events that were sent
 * @param unusable rows that are no event; their aggregates stay parked
 * @param withoutTopic rows that name no topic and were left out: events that are not published, or
 *     rows of a writer that did not say where they are
 */
public record RowCounts(long events, long unusable, long withoutTopic) {

  static final RowCounts NONE = new RowCounts(0, 0, 0);

  RowCounts andEvent() {
    return new RowCounts(events + 1, unusable, withoutTopic);
  }

  RowCounts andUnusable() {
    return new RowCounts(events, unusable + 1, withoutTopic);
  }

  RowCounts andWithoutTopic() {
    return new RowCounts(events, unusable, withoutTopic + 1);
  }

  RowCounts plus(RowCounts more) {
    return new RowCounts(
        events + more.events, unusable + more.unusable, withoutTopic + more.withoutTopic);
  }
}
