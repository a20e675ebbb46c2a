package dev.millrace.stock;

import dev.millrace.aggregate.Rejection;
import java.util.Locale;

/** The rules of stock. */
public enum StockRule implements Rejection.Rule {
  ALREADY_REGISTERED(Rejection.Kind.CONFLICT),
  UNKNOWN_ARTICLE(Rejection.Kind.UNKNOWN),
  NOT_ENOUGH(Rejection.Kind.CONFLICT);

  private final Rejection.Kind kind;

  StockRule(Rejection.Kind kind) {
    this.kind = kind;
  }

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Rejection.Kind kind() {
    return kind;
  }

  Rejection broken() {
    return new Rejection(this, "", code());
  }
}
