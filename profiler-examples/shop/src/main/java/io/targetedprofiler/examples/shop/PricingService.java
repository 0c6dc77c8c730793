package io.targetedprofiler.examples.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;

/** Says what an item costs in the customer's country. */
final class PricingService {

  private final PriceRepository prices;
  private final TaxClient taxes;

  PricingService(PriceRepository prices, TaxClient taxes) {
    this.prices = prices;
    this.taxes = taxes;
  }

  /**
   * Both mistakes of this shop stand here: one query for each item where one for the whole cart
   * would do, and one call of the tax service for each item although its answer depends on the
   * country alone.
   */
  PricedItem price(CartItem item, String country) throws SQLException {
    BigDecimal net = prices.priceOf(item.sku()).multiply(BigDecimal.valueOf(item.qty()));
    BigDecimal tax = net.multiply(taxes.lookup(country)).setScale(2, RoundingMode.HALF_UP);
    return new PricedItem(item.sku(), item.qty(), net, tax);
  }
}
