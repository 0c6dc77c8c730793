package io.targetedprofiler.examples.boot;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the shop answers. */
@RestController
class ShopController {

  private final JdbcCheckout jdbcCheckout;
  private final HibernateCheckout hibernateCheckout;
  private final TaxClient taxes;
  private final JdbcTemplate jdbc;

  ShopController(
      JdbcCheckout jdbcCheckout,
      HibernateCheckout hibernateCheckout,
      TaxClient taxes,
      JdbcTemplate jdbc) {
    this.jdbcCheckout = jdbcCheckout;
    this.hibernateCheckout = hibernateCheckout;
    this.taxes = taxes;
    this.jdbc = jdbc;
  }

  record Offer(String sku, BigDecimal price, int stock) {}

  @GetMapping("/products")
  List<Offer> products() {
    return jdbc.query(
        "select sku, price, stock from product order by sku",
        (row, number) -> new Offer(row.getString(1), row.getBigDecimal(2), row.getInt(3)));
  }

  @GetMapping("/products/{sku}/price")
  BigDecimal grossPrice(@PathVariable String sku) {
    BigDecimal net =
        Objects.requireNonNull(
            jdbc.queryForObject("select price from product where sku = ?", BigDecimal.class, sku));
    return net.add(net.multiply(taxes.rate("AT")));
  }

  @PostMapping("/jdbc/checkout")
  Receipt checkoutByJdbc(@RequestBody Cart cart) {
    return jdbcCheckout.checkout(cart);
  }

  @PostMapping("/hibernate/checkout")
  Receipt checkoutByHibernate(@RequestBody Cart cart) {
    return hibernateCheckout.checkout(cart);
  }
}
