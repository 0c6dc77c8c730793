package io.targetedprofiler.examples.boot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** By JdbcTemplate; and it asks for the price of each item, where one query would do. */
@Service
class JdbcCheckout implements Checkout {

  private final JdbcTemplate jdbc;

  JdbcCheckout(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  @Transactional
  public Receipt checkout(Cart cart) {
    BigDecimal total = BigDecimal.ZERO;
    List<Object[]> items = new ArrayList<>();
    Long purchase = insert(cart);
    for (String sku : cart.skus()) {
      BigDecimal price = price(sku);
      total = total.add(price);
      items.add(new Object[] {purchase, sku, price});
      take(sku);
    }
    jdbc.batchUpdate("insert into item (purchase_id, sku, price) values (?, ?, ?)", items);
    return new Receipt(purchase, items.size(), total);
  }

  private Long insert(Cart cart) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select id from final table (insert into purchase (cart) values (?))",
            Long.class,
            cart.id()));
  }

  private BigDecimal price(String sku) {
    return Objects.requireNonNull(
        jdbc.queryForObject("select price from product where sku = ?", BigDecimal.class, sku));
  }

  private void take(String sku) {
    if (jdbc.update("update product set stock = stock - 1 where sku = ? and stock > 0", sku) == 0) {
      throw new OutOfStockException(sku);
    }
  }
}
