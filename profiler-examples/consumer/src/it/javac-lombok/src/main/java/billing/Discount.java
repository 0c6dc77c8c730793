package billing;

/** Default, private and static methods of an interface. */
interface Discount {

  int percent(Item item);

  default long on(Item item) {
    return rounded(item.getCents() * item.getQuantity() * percent(item));
  }

  private long rounded(long hundredths) {
    return hundredths / 100;
  }

  static Discount forBulk(int threshold) {
    return item -> item.getQuantity() >= threshold ? 10 : 0;
  }
}
