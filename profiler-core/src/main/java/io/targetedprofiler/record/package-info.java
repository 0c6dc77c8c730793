/**
 * The hot path: what runs on the profiled thread. It never logs, formats, locks or reflects, and
 * allocates nothing on a path that is already known.
 */
@NullMarked
package io.targetedprofiler.record;

import org.jspecify.annotations.NullMarked;
