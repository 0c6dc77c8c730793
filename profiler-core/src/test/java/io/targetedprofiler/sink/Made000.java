package io.targetedprofiler.sink;

/** The template of {@link ManyExceptions}. */
public final class Made000 extends Exception {}
