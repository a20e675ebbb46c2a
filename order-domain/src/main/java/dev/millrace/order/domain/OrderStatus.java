package dev.millrace.order.domain;

/** Where an order is in its life. */
public enum OrderStatus {
  /** No such order. */
  NONE,
  CREATED,
  CONFIRMED,
  SHIPPED,
  DELIVERED,
  CANCELLED
}
