package billing;

import lombok.Data;

/** What MapStruct fills, through the setters that Lombok writes. */
@Data
class InvoiceLine {
  private String name;
  private long cents;
}
