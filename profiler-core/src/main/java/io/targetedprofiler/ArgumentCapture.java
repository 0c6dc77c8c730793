package io.targetedprofiler;

import io.targetedprofiler.model.Argument;
import java.util.ArrayList;
import java.util.List;

/** Captures the arguments of one marked method: names once, values at each call. */
final class ArgumentCapture {

  static final String REDACTED = "(redacted)";

  private final MethodArguments arguments;

  ArgumentCapture(MethodArguments arguments) {
    this.arguments = arguments;
  }

  /** The arguments, rendered now, since they may change later. Never throws. */
  List<Argument> capture(Object[] values) {
    List<Argument> captured = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      String value = arguments.isRedacted(i) ? REDACTED : ValueRendering.render(values[i]);
      captured.add(new Argument(arguments.name(i), value));
    }
    return captured;
  }
}
