package billing;

import lombok.Data;

/**
 * What MapStruct fills, through the setters that Lombok writes; like all accessors they are not in
 * reports.
 */
@Data
class InvoiceLine {
  private String name;
  private long cents;
}
