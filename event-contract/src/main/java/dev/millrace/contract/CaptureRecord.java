package dev.millrace.contract;

/** What a record of {@code order-capture} says: that there was an event, or how many there are. */
public sealed interface CaptureRecord permits CapturedEvent, Watermark {}
