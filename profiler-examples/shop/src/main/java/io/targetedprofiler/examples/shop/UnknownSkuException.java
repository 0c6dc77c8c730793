package io.targetedprofiler.examples.shop;

/** The cart names an article that the shop does not sell. */
final class UnknownSkuException extends ShopException {

  private static final long serialVersionUID = 1L;

  UnknownSkuException(String sku) {
    super(404, "no article " + sku);
  }
}
