/** Concurrency tests of the recorder, run by jcstress. */
@NullMarked
package io.targetedprofiler.examples.stress;

import org.jspecify.annotations.NullMarked;
