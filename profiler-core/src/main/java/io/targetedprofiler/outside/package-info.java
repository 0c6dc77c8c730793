/**
 * Calls that leave the program: SQL statements through a data source. They tell the recorder what
 * they are, without the values in it.
 */
@NullMarked
package io.targetedprofiler.outside;

import org.jspecify.annotations.NullMarked;
