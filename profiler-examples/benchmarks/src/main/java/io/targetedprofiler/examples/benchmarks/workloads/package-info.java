/**
 * What is measured, in one package for each variant of probe. Package {@code plain} is the source;
 * {@code variants.xml} makes the others from it.
 */
@NullMarked
package io.targetedprofiler.examples.benchmarks.workloads;

import org.jspecify.annotations.NullMarked;
