package io.targetedprofiler;

import java.lang.reflect.Executable;
import java.util.List;

/**
 * What a weaver knows of a method that is marked with {@link Profile}; asked for once per site.
 *
 * @param executable the method or constructor
 * @param parameterNames the names of its parameters, as far as they are known
 */
public record MarkedMethod(Executable executable, List<String> parameterNames) {

  /** Copies the names. */
  public MarkedMethod {
    parameterNames = List.copyOf(parameterNames);
  }
}
