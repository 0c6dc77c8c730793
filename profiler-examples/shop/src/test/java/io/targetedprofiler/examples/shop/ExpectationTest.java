package io.targetedprofiler.examples.shop;

import static io.targetedprofiler.examples.shop.TestShop.cart;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What carts make the shop do")
class ExpectationTest {

  private static final CartItem CUP = new CartItem("cup", 1);
  private static final CartItem TEAPOT = new CartItem("teapot", 1);

  @Test
  @DisplayName("for one that is bought: a price, a tax rate and a reservation for each item")
  void bought() {
    Expectation expectation = new Expectation(List.of(cart("DE", TEAPOT, CUP)), false);

    assertThat(expectation.statuses()).containsExactly(200);
    assertThat(expectation.calls())
        .isEqualTo(
            Map.of(
                "OrderService.checkout", 1L,
                "PricingService.price", 2L,
                "PriceRepository.priceOf", 2L,
                "TaxClient.lookup", 2L,
                "StockRepository.reserve", 2L,
                "OrderRepository.insertOrder", 1L,
                "OrderRepository.insertItems", 1L,
                "Transaction.commit", 1L));
  }

  @Test
  @DisplayName("for one that is refused: the same up to the item at fault")
  void refused() {
    CartItem soldOut = new CartItem(RandomCarts.SOLD_OUT, 1);
    CartItem unknown = new CartItem(RandomCarts.UNKNOWN, 1);
    Expectation expectation =
        new Expectation(
            List.of(cart("DE", TEAPOT, soldOut, CUP), cart("DE", CUP, unknown, TEAPOT)), false);

    assertThat(expectation.statuses()).containsExactly(409, 404);
    assertThat(expectation.calls())
        .isEqualTo(
            Map.of(
                "OrderService.checkout", 2L,
                "PricingService.price", 3L + 2L,
                "PriceRepository.priceOf", 3L + 2L,
                "TaxClient.lookup", 3L + 1L,
                "StockRepository.reserve", 2L));
  }
}
