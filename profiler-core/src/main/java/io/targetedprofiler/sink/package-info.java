/** Where reports go: the log, the meters. A sink is given data, never a recorder. */
@NullMarked
package io.targetedprofiler.sink;

import org.jspecify.annotations.NullMarked;
