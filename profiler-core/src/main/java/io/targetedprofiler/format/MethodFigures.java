package io.targetedprofiler.format;

import io.targetedprofiler.model.Frame;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A row of a flat profile: all calls of one method, or those that one caller made of it. The total
 * counts outermost calls only, so that recursion does not count twice.
 *
 * @param caller who called; empty for all callers together
 * @param method the method
 * @param calls how often it was called, recursive calls included
 * @param primitiveCalls those that were not made, however indirectly, by itself
 * @param selfNanos time in the method itself
 * @param totalNanos time within it, callees included
 * @param maxNanos the slowest call that was timed; 0 if that is not known
 * @param errors how many of the calls ended by a throw
 * @param selfEstimated whether the self time is an estimate, at least in part
 * @param estimated whether the total is an estimate, at least in part
 */
public record MethodFigures(
    Optional<Frame> caller,
    Frame method,
    long calls,
    long primitiveCalls,
    long selfNanos,
    long totalNanos,
    long maxNanos,
    long errors,
    boolean selfEstimated,
    boolean estimated) {

  /** What regular expressions are matched against, and what callers and callees are named by. */
  static String describe(Frame frame) {
    String location = frame.location();
    return location.isEmpty() ? frame.label() : frame.label() + " (" + location + ')';
  }

  /** Whether the name, short or long, or the place of a method has something that matches. */
  static boolean matches(Pattern pattern, Frame frame) {
    return pattern.matcher(describe(frame)).find() || pattern.matcher(FullNames.of(frame)).find();
  }
}
