/** Where reports go: the log, the meters, files. A sink is given data, never a recorder. */
@NullMarked
package io.targetedprofiler.sink;

import org.jspecify.annotations.NullMarked;
