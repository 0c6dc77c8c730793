package io.targetedprofiler.examples.boot;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

/** What was sold at once. */
@Entity
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class Purchase {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  long id;

  String cart;

  @OneToMany(mappedBy = "purchase", cascade = CascadeType.PERSIST)
  List<Item> items = new ArrayList<>();
}
