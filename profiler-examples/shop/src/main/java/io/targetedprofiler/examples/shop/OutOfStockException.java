package io.targetedprofiler.examples.shop;

/** Fewer pieces are left than the cart asks for. */
final class OutOfStockException extends ShopException {

  private static final long serialVersionUID = 1L;

  OutOfStockException(String sku) {
    super(409, "not enough pieces of " + sku);
  }
}
