package io.targetedprofiler.examples.shop;

/** The tax service did not answer, so that no price can be told. */
final class TaxUnavailableException extends ShopException {

  private static final long serialVersionUID = 1L;

  TaxUnavailableException(String message) {
    super(503, message);
  }

  TaxUnavailableException(String message, Exception cause) {
    this(message);
    initCause(cause);
  }
}
