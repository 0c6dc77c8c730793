package io.targetedprofiler.examples.boot;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;

/** Something to be sold. */
@Entity
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class Product {

  @Id String sku;
  BigDecimal price;
  int stock;
}
