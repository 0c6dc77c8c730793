/** The command line of the agent jar. Needs picocli and jackson-core, which that jar contains. */
@NullMarked
package io.targetedprofiler.agent;

import org.jspecify.annotations.NullMarked;
