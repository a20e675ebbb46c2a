package dev.millrace.order.domain;

/**
 * One line of an order.
 *
 * <p>Holds what history says, valid or not: the rules are checked when a command is decided, never
 * when an event is read back.
 *
 * @param quantity pieces
 * @param unitPriceMinor price of one piece in minor units (cents) of the order's currency
 */
public record OrderItem(String productId, int quantity, long unitPriceMinor) {}
