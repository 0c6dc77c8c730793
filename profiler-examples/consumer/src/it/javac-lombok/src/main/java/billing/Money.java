package billing;

import java.math.BigDecimal;

/** A record: its accessors are methods, too. */
record Money(long units, Currency currency) {

  Money plus(long more) {
    return new Money(units + more, currency);
  }

  BigDecimal amount() {
    return BigDecimal.valueOf(units(), currency().digits());
  }
}
