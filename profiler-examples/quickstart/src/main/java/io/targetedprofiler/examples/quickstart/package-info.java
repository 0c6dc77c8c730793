/** The least common multiple of two numbers, and the greatest common divisor under it. */
@NullMarked
package io.targetedprofiler.examples.quickstart;

import org.jspecify.annotations.NullMarked;
