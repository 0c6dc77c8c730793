package io.targetedprofiler.examples.shop;

import java.util.List;
import java.util.Objects;

/** What a customer sends to {@code POST /checkout}. */
record Cart(String cartId, List<CartItem> items, String country) {

  Cart {
    if (cartId == null || cartId.isBlank()) {
      throw new IllegalArgumentException("cartId is missing");
    }
    if (items == null || items.isEmpty() || items.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("items are missing");
    }
    if (country == null || !country.matches("[A-Z]{2}")) {
      throw new IllegalArgumentException("country is not a two-letter code");
    }
    items = List.copyOf(items);
  }
}
