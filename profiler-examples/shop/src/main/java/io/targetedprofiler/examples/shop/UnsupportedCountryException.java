package io.targetedprofiler.examples.shop;

/** The tax service knows no rate for the customer's country. */
final class UnsupportedCountryException extends ShopException {

  private static final long serialVersionUID = 1L;

  UnsupportedCountryException(String country) {
    super(422, "no delivery to " + country);
  }
}
