/**
 * Requests as profiled calls, in servlet containers and JAX-RS: thin adapters over {@link
 * io.targetedprofiler.WebCall}, each of which the container finds by itself. Nothing here is loaded
 * where the interface it adapts to is missing.
 */
@NullMarked
package io.targetedprofiler.web;

import org.jspecify.annotations.NullMarked;
