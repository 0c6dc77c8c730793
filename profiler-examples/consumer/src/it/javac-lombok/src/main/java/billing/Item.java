package billing;

import lombok.Builder;
import lombok.Value;

/** What is bought; its accessors, its builder and its equality are Lombok's. */
@Value
@Builder
class Item {
  String name;
  int quantity;
  long cents;
}
