/**
 * What a user touches: the annotations, {@link io.targetedprofiler.Profiler} and the configuration.
 */
@NullMarked
package io.targetedprofiler;

import org.jspecify.annotations.NullMarked;
