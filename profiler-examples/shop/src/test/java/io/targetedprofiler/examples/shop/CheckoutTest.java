package io.targetedprofiler.examples.shop;

import static io.targetedprofiler.examples.shop.TestShop.cart;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("POST /checkout")
class CheckoutTest {

  private static Shop shop;
  private static Customers customers;

  @BeforeAll
  static void open() throws Exception {
    shop = TestShop.start();
    customers = new Customers(shop.uri());
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  @DisplayName("answers with a receipt that adds up")
  void receipt() throws Exception {
    HttpResponse<String> response =
        customers.checkout(
            cart("DE", new CartItem("cup", 2), new CartItem("sugar", 3), new CartItem("cocoa", 1)));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .containsSubsequence(
            "\"cartId\":\"42\"",
            "{\"sku\":\"cup\",\"qty\":2,\"net\":14.40,\"tax\":2.74}",
            "{\"sku\":\"sugar\",\"qty\":3,\"net\":5.40,\"tax\":1.03}",
            "{\"sku\":\"cocoa\",\"qty\":1,\"net\":6.50,\"tax\":1.24}",
            "\"total\":31.31");
  }

  @Test
  @DisplayName("refuses what is sold out with 409")
  void soldOut() throws Exception {
    refuses(
        cart("DE", new CartItem("cup", 1), new CartItem(RandomCarts.SOLD_OUT, 1)),
        409,
        "not enough pieces of grinder");
  }

  @Test
  @DisplayName("refuses an article that it does not know with 404")
  void unknownArticle() throws Exception {
    refuses(cart("DE", new CartItem(RandomCarts.UNKNOWN, 1)), 404, "no article unicorn");
  }

  @Test
  @DisplayName("refuses a country that it does not know with 422")
  void unknownCountry() throws Exception {
    refuses(cart("XX", new CartItem("cup", 1)), 422, "no delivery to XX");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("refuses a cart that is none with 400 and says why")
  @CsvSource(
      delimiter = '|',
      value = {
        "null | null is no Cart",
        "[] | START_ARRAY",
        "{\"cartId\": | end-of-input",
        "{\"cartId\":\"1\"} | items are missing",
        "{\"cartId\":\"1\",\"items\":[null],\"country\":\"DE\"} | items are missing",
        "{\"items\":[{\"sku\":\"cup\",\"qty\":1}],\"country\":\"DE\"} | cartId is missing",
        "{\"cartId\":\"1\",\"items\":[{\"sku\":\"cup\",\"qty\":0}]} | qty is less than 1",
        "{\"cartId\":\"1\",\"items\":[{\"sku\":\"cup\",\"qty\":1}],\"country\":\"../x\"} | country",
      })
  void noCart(String body, String reason) throws Exception {
    HttpResponse<String> response = customers.checkout(body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).startsWith("{\"error\":").contains(reason);
  }

  @Test
  @DisplayName("serves many at once who want the same articles, each in an order of his own")
  void sameArticlesInOtherOrders() throws Exception {
    List<CartItem> items = List.of(new CartItem("cup", 1), new CartItem("teapot", 1));
    List<CartItem> reversed = List.of(items.get(1), items.get(0));
    List<Cart> carts =
        IntStream.range(0, 100)
            .mapToObj(i -> new Cart("" + i, i % 2 == 0 ? items : reversed, "AT"))
            .toList();

    assertThat(customers.checkout(carts, 8)).isEqualTo(Collections.nCopies(100, 200));
  }

  private static void refuses(Cart cart, int status, String reason) throws Exception {
    HttpResponse<String> response = customers.checkout(cart);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo("{\"error\":\"" + reason + "\"}");
  }
}
