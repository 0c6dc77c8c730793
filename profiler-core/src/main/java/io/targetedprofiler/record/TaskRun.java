package io.targetedprofiler.record;

import org.jspecify.annotations.Nullable;

/**
 * A task that has ended, as its thread hands it in.
 *
 * @param queuedNanos from being handed over to beginning
 * @param startNanos when it began, on the recorder's clock
 * @param tree its call tree
 * @param order the order of its calls, if that was kept
 * @param leftAlone whether it was not recorded to its end, to keep to the budget
 */
record TaskRun(
    Branch branch,
    String thread,
    long queuedNanos,
    long startNanos,
    TreeSnapshot tree,
    @Nullable CallOrder order,
    boolean leftAlone) {}
