package io.targetedprofiler;

import io.targetedprofiler.model.Tag;
import io.targetedprofiler.sink.ProfilerLog;
import java.util.ArrayList;
import java.util.List;

/** The tags of one marked method. */
final class Tags {

  private final TagReader[] readers;

  private Tags(List<TagReader> readers) {
    this.readers = readers.toArray(TagReader[]::new);
  }

  /** Those whose arguments the method has; the others are said, and left out. */
  static Tags of(
      String target, List<TagExpression> expressions, MethodArguments arguments, ProfilerLog log) {
    List<TagReader> readers = new ArrayList<>();
    for (TagExpression expression : expressions) {
      int argument = arguments.names().indexOf(expression.argument());
      if (argument >= 0) {
        readers.add(
            new TagReader(target, expression, argument, arguments.isRedacted(argument), log));
      } else {
        String problem =
            "tag %s of \"%s\" is left out: there is no argument %s, but %s"
                .formatted(
                    expression,
                    target,
                    expression.argument(),
                    arguments.names().isEmpty() ? "none" : String.join(", ", arguments.names()));
        log.warn(problem);
      }
    }
    return new Tags(readers);
  }

  boolean isEmpty() {
    return readers.length == 0;
  }

  /** Reads them, now: arguments may change later. Never throws. */
  List<Tag> read(Object[] values) {
    Tag[] tags = new Tag[readers.length];
    for (int i = 0; i < readers.length; i++) {
      tags[i] = readers[i].read(values);
    }
    return List.of(tags);
  }
}
