package io.targetedprofiler.examples.shop;

import java.util.List;

/** A shop for tests, at a free port and with a tax service that answers at once. */
final class TestShop {

  private TestShop() {}

  static Shop start() throws Exception {
    return Shop.start(0, TaxService.nextDoor(), false);
  }

  static Cart cart(String country, CartItem... items) {
    return new Cart("42", List.of(items), country);
  }
}
