package billing;

final class EmptyInvoiceException extends RuntimeException {
  private static final long serialVersionUID = 1;
}
