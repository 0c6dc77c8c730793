package io.targetedprofiler.examples.boot;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;

/** Something that was sold. */
@Entity
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class Item {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  long id;

  @ManyToOne
  @JoinColumn(name = "purchase_id")
  Purchase purchase;

  String sku;
  BigDecimal price;
}
