/**
 * A shop in Spring Boot that knows nothing of the profiler, and a program that shows what that
 * says.
 */
@NullMarked
package io.targetedprofiler.examples.boot;

import org.jspecify.annotations.NullMarked;
