package io.targetedprofiler.examples.shop;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.slf4j.MDC;

/** {@code POST /checkout}: a {@link Cart} in, a {@link Receipt} out. */
final class CheckoutEndpoint implements Endpoint {

  private final OrderService orders;

  CheckoutEndpoint(OrderService orders) {
    this.orders = orders;
  }

  @Override
  public Response answer(HttpExchange request)
      throws IOException, SQLException, InterruptedException {
    Cart cart;
    try {
      byte[] body = request.getRequestBody().readAllBytes();
      cart = Json.read(new String(body, StandardCharsets.UTF_8), Cart.class);
    } catch (IllegalArgumentException e) {
      return Response.error(400, String.valueOf(e.getMessage()));
    }
    // The report is written by another thread, and still carries what the caller's context said.
    MDC.put("cart", cart.cartId());
    try {
      return Response.json(200, orders.checkout(cart.cartId(), cart.items(), cart.country()));
    } catch (ShopException e) {
      return Response.error(e.httpStatus(), String.valueOf(e.getMessage()));
    } finally {
      MDC.remove("cart");
    }
  }
}
