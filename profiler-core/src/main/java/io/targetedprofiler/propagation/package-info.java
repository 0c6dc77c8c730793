/**
 * How a profiled call goes on where Micrometer's context-propagation library carries context to
 * other threads, as Reactor and Spring let it do. A door to the profiler like its annotations: it
 * calls what a weaver calls, and nothing here is called by the rest.
 */
@NullMarked
package io.targetedprofiler.propagation;

import org.jspecify.annotations.NullMarked;
