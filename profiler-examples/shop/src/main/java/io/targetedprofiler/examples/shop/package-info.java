/**
 * A small web shop, real from the socket to the database, whose checkout is marked with {@link
 * io.targetedprofiler.Profile}.
 *
 * <p>It carries two mistakes that real shops carry, and that the profiler's report makes obvious: a
 * query for each item of a cart where one query would do, and a slow remote look-up, repeated
 * although its answer could be remembered.
 *
 * <p>{@link Main} is the way in, {@link Shop} puts the parts together, {@link OrderService} is the
 * marked one.
 */
@NullMarked
package io.targetedprofiler.examples.shop;

import org.jspecify.annotations.NullMarked;
