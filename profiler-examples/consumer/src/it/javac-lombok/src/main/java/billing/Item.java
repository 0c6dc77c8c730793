package billing;

import io.targetedprofiler.Probe;
import lombok.Builder;
import lombok.Value;

/**
 * What is bought; its accessors, its builder and its equality are Lombok's, and stand in reports.
 */
@Probe
@Value
@Builder
class Item {
  String name;
  int quantity;
  long cents;
}
