package io.targetedprofiler;

import java.lang.reflect.Executable;
import java.util.List;

/**
 * What a weaver knows of a method that is marked with {@link Profile}, or chosen otherwise; asked
 * for once per site.
 *
 * @param executable the method or constructor
 * @param parameterNames the names of its parameters, as far as they are known
 * @param showsArguments whether {@link Roots#arguments} will be called for it
 */
public record MarkedMethod(
    Executable executable, List<String> parameterNames, boolean showsArguments) {

  /** Copies the names. */
  public MarkedMethod {
    parameterNames = List.copyOf(parameterNames);
  }

  /** One whose arguments can be seen. */
  public MarkedMethod(Executable executable, List<String> parameterNames) {
    this(executable, parameterNames, true);
  }
}
