package io.targetedprofiler.examples.boot;

import java.math.BigDecimal;

/** What somebody bought. */
public record Receipt(long purchase, int items, BigDecimal total) {}
