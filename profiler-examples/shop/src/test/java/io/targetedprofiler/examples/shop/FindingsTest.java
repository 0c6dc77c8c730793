package io.targetedprofiler.examples.shop;

import static io.targetedprofiler.examples.shop.TestShop.cart;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the figures show, in words")
class FindingsTest {

  private static final Scrape NOTHING = Scrape.parse("");
  private static final List<Cart> CARTS =
      List.of(
          cart("DE", new CartItem("cup", 1), new CartItem("sugar", 1), new CartItem("cocoa", 1)),
          cart("AT", new CartItem("cup", 1)));

  @Test
  @DisplayName("names the heaviest method, repeated look-ups, and statements that repeat per item")
  void mistakes() {
    Scrape after =
        Scrape.parse(
            """
            profiler_calls_seconds_count{exception="none",outcome="returned",profile="checkout"} 1
            profiler_calls_seconds_count{exception="E",outcome="threw",profile="checkout"} 1
            profiler_calls_seconds_sum{exception="none",outcome="returned",profile="checkout"} 0.06
            profiler_calls_seconds_sum{exception="E",outcome="threw",profile="checkout"} 0.02
            profiler_methods_seconds_count{method="TaxClient.lookup",profile="checkout"} 4
            profiler_methods_self_seconds_sum{method="TaxClient.lookup",profile="checkout"} 0.04
            profiler_methods_seconds_count{method="PriceRepository.priceOf",profile="checkout"} 4
            profiler_methods_self_seconds_sum{method="PriceRepository.priceOf",profile="checkout"} 0.03
            profiler_methods_seconds_count{method="OrderRepository.save",profile="checkout"} 2
            profiler_methods_seconds_count{method="OrderRepository.save",profile="other"} 9
            """);

    assertThat(new Findings(ProfileFigures.between(NOTHING, after, "checkout"), CARTS).lines())
        .containsExactly(
            "2 checkouts took 40.0 ms on average; 1 returned, 1 threw.",
            "The time goes to TaxClient.lookup: 50 % of it, 10.0 ms a call, 2.0 calls a checkout.",
            "TaxClient.lookup is asked 4 times about 2 countries: the answers should be remembered.",
            "PriceRepository.priceOf goes to the database 4 times for 4 items in 2 carts,"
                + " 2.0 times a checkout: N+1.");
  }

  @Test
  @DisplayName("come from what was added since the first scrape only")
  void growth() {
    Scrape before =
        Scrape.parse("profiler_calls_seconds_count{outcome=\"returned\",profile=\"checkout\"} 100");
    Scrape after =
        Scrape.parse("profiler_calls_seconds_count{outcome=\"returned\",profile=\"checkout\"} 102");

    assertThat(ProfileFigures.between(before, after, "checkout").markedCalls()).isEqualTo(2);
  }
}
