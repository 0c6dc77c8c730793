/**
 * What it costs to profile every request of the shop: woven and unwoven side by side, under load.
 */
@NullMarked
package io.targetedprofiler.examples.boot.load;

import org.jspecify.annotations.NullMarked;
