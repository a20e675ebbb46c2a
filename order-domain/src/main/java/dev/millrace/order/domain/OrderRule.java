package dev.millrace.order.domain;

import dev.millrace.aggregate.Rejection;
import java.util.Locale;

/**
 * The rules of an order. The constant's name in kebab-case is the reason code of the public API.
 */
public enum OrderRule implements Rejection.Rule {
  EMPTY_ORDER(Rejection.Kind.INVALID),
  BLANK_TEXT(Rejection.Kind.INVALID),
  TEXT_TOO_LONG(Rejection.Kind.INVALID),
  INVALID_CURRENCY(Rejection.Kind.INVALID),
  TOO_MANY_ITEMS(Rejection.Kind.INVALID),
  QUANTITY_OUT_OF_RANGE(Rejection.Kind.INVALID),
  NEGATIVE_PRICE(Rejection.Kind.INVALID),
  DUPLICATE_PRODUCT(Rejection.Kind.INVALID),
  TOTAL_OVERFLOW(Rejection.Kind.INVALID),
  UNKNOWN_ORDER(Rejection.Kind.UNKNOWN),
  ALREADY_CREATED(Rejection.Kind.CONFLICT),
  ITEMS_FIXED(Rejection.Kind.CONFLICT),
  ALREADY_CONFIRMED(Rejection.Kind.CONFLICT),
  NOT_CONFIRMED(Rejection.Kind.CONFLICT),
  ALREADY_SHIPPED(Rejection.Kind.CONFLICT),
  NOT_SHIPPED(Rejection.Kind.CONFLICT),
  ALREADY_DELIVERED(Rejection.Kind.CONFLICT),
  ALREADY_CANCELLED(Rejection.Kind.CONFLICT);

  private final Rejection.Kind kind;

  OrderRule(Rejection.Kind kind) {
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

  Rejection broken(String detail) {
    return new Rejection(this, "", detail);
  }

  Rejection brokenBy(String field, String detail) {
    return new Rejection(this, field, field + " " + detail);
  }
}
