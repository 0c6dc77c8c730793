/**
 * Immutable results: what a profiled call was, as data. Everything here may be shared between
 * threads; durations are nanoseconds, and their names end in {@code Nanos}.
 */
@NullMarked
package io.targetedprofiler.model;

import org.jspecify.annotations.NullMarked;
