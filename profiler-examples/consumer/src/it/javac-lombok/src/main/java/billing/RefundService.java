package billing;

/** Without a mark: {@link CallsWeCareAbout} names it. */
public final class RefundService {

  public String refund(Currency currency, int cents) {
    return reason(cents) + ' ' + currency;
  }

  private static String reason(int cents) {
    return cents > 1_000 ? "large" : "small";
  }
}
