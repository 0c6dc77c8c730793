package io.targetedprofiler.model;

/**
 * An argument of a profiled call, as it was when the call began.
 *
 * @param name the parameter's name
 * @param value its bounded rendering
 */
public record Argument(String name, String value) {}
