package dev.millrace.order.domain;

/**
 * Why an order was given up.
 *
 * @param code for programs
 * @param text for people, in the words of whoever cancelled
 */
public record CancellationReason(Code code, String text) {

  /**
   * The kinds of reasons. The constants' names are in stored events and in the public API: none is
   * ever renamed or removed.
   */
  public enum Code {
    CUSTOMER_REQUEST,
    OUT_OF_STOCK,
    PAYMENT_FAILED,
    SUSPECTED_FRAUD,
    /** None of the others, or cancelled before reasons had codes: the text tells all. */
    OTHER
  }
}
