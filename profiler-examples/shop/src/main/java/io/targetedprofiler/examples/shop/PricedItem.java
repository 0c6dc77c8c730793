package io.targetedprofiler.examples.shop;

import java.math.BigDecimal;

/** An item with what all its pieces cost together, and the tax on that. */
record PricedItem(String sku, int qty, BigDecimal net, BigDecimal tax) {

  BigDecimal gross() {
    return net.add(tax);
  }
}
