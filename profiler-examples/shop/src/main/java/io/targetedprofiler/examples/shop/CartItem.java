package io.targetedprofiler.examples.shop;

/** A number of pieces of one article. */
record CartItem(String sku, int qty) {

  CartItem {
    if (sku == null || sku.isBlank()) {
      throw new IllegalArgumentException("sku is missing");
    }
    if (qty < 1) {
      throw new IllegalArgumentException("qty is less than 1");
    }
  }
}
