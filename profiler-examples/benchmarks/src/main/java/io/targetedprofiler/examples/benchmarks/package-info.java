/** What a probe costs, beside what others cost. */
@NullMarked
package io.targetedprofiler.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
