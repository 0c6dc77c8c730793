/**
 * The aspects, one weaver in front of the recorder. They call the API and the recorder, and hold no
 * logic of their own.
 */
@NullMarked
package io.targetedprofiler.aspect;

import org.jspecify.annotations.NullMarked;
