package io.targetedprofiler.examples.shop;

import java.math.BigDecimal;
import java.util.List;

/** What a customer gets back for a cart that was bought. */
record Receipt(long orderId, String cartId, List<PricedItem> items, BigDecimal total) {

  static Receipt of(long orderId, String cartId, List<PricedItem> items) {
    BigDecimal total =
        items.stream().map(PricedItem::gross).reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Receipt(orderId, cartId, items, total);
  }
}
