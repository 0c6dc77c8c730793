package io.targetedprofiler.examples.boot;

import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** By Hibernate, which decides for itself what to ask the database, and when. */
@Service
class HibernateCheckout implements Checkout {

  private final EntityManager entities;

  HibernateCheckout(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  @Transactional
  public Receipt checkout(Cart cart) {
    Purchase purchase = new Purchase();
    purchase.cart = cart.id();
    BigDecimal total = BigDecimal.ZERO;
    for (String sku : cart.skus()) {
      Product product = entities.find(Product.class, sku);
      if (product.stock == 0) {
        throw new OutOfStockException(sku);
      }
      product.stock--;
      purchase.items.add(item(purchase, product));
      total = total.add(product.price);
    }
    entities.persist(purchase);
    return new Receipt(purchase.id, purchase.items.size(), total);
  }

  private static Item item(Purchase purchase, Product product) {
    Item item = new Item();
    item.purchase = purchase;
    item.sku = product.sku;
    item.price = product.price;
    return item;
  }
}
