package io.targetedprofiler.examples.boot;

import java.util.List;

/**
 * What somebody wants to buy.
 *
 * @param id of the cart
 * @param skus one of each
 */
public record Cart(String id, List<String> skus) {}
