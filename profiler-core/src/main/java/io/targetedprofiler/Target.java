package io.targetedprofiler;

import io.targetedprofiler.record.RootSite;
import org.jspecify.annotations.Nullable;

/**
 * A marked method with its settings as they hold, read once.
 *
 * @param root where its calls are recorded
 * @param arguments captures its arguments; null if they are not wanted
 */
record Target(RootSite root, @Nullable ArgumentCapture arguments) {}
