package io.targetedprofiler.examples.shop;

/** A checkout that the shop refuses, in words for the customer. */
abstract sealed class ShopException extends RuntimeException
    permits OutOfStockException,
        TaxUnavailableException,
        UnknownSkuException,
        UnsupportedCountryException {

  private static final long serialVersionUID = 1L;

  private final int httpStatus;

  ShopException(int httpStatus, String message) {
    super(message);
    this.httpStatus = httpStatus;
  }

  final int httpStatus() {
    return httpStatus;
  }
}
