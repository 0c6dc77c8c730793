/**
 * Real programs, woven whole: what they cost in every state that a program with our probes can be
 * in. Not JMH: what is of interest is a whole process over time, adaptation included.
 */
@NullMarked
package io.targetedprofiler.examples.benchmarks.real;

import org.jspecify.annotations.NullMarked;
