package billing;

import io.targetedprofiler.Profile;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.mapstruct.factory.Mappers;

/** The critical method and what it calls: one method of each kind. */
@RequiredArgsConstructor
final class Billing {

  private static final InvoiceLines LINES = Mappers.getMapper(InvoiceLines.class);

  private final Discount discount;

  @Profile(value = "invoice", args = true)
  String invoice(List<Item> items, Currency currency) {
    requireNotEmpty(items);
    Money total = new Money(0, currency);
    for (Item item : items) {
      total = total.plus(price(item));
    }
    return print(items) + total.amount();
  }

  private static void requireNotEmpty(List<Item> items) {
    if (items.isEmpty()) {
      throw new EmptyInvoiceException();
    }
  }

  private long price(Item item) {
    return item.getCents() * item.getQuantity() - discount.on(item);
  }

  private static String print(List<Item> items) {
    StringBuilder text = new StringBuilder();
    items.stream().map(LINES::of).forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
