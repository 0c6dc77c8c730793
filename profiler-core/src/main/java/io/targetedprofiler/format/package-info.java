/**
 * Pure functions from the model to what people and programs read. They know no logger, no file and
 * no clock.
 */
@NullMarked
package io.targetedprofiler.format;

import org.jspecify.annotations.NullMarked;
