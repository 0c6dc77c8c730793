package io.targetedprofiler.examples.boot;

/** Sells what is in a cart, in one transaction. */
public interface Checkout {

  /**
   * Sells it.
   *
   * @throws OutOfStockException if there is not enough of something; then nothing is sold
   */
  Receipt checkout(Cart cart);
}
