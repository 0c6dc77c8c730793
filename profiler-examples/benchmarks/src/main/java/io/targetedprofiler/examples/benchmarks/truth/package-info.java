/** Are the reported times true? A call tree of known times, profiled. */
@NullMarked
package io.targetedprofiler.examples.benchmarks.truth;

import org.jspecify.annotations.NullMarked;
