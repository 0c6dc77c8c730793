package io.targetedprofiler.examples.shop;

import java.math.BigDecimal;

/** What the tax service answers. */
record TaxRate(String country, BigDecimal rate) {}
