package io.targetedprofiler.model;

/**
 * A tag of a profiled call, as it was when the call began; its timer has it, too.
 *
 * @param name the tag's name
 * @param value its bounded text, never empty
 */
public record Tag(String name, String value) {

  /** Value of a tag whose argument is null, empty or cannot be read. */
  public static final String NONE = "none";
}
