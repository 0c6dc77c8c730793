/**
 * What makes a Spring Boot application profiled without a line of code: found by Boot itself, each
 * part only where what it needs is on the class path.
 */
@NullMarked
package io.targetedprofiler.spring;

import org.jspecify.annotations.NullMarked;
