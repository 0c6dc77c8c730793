package io.targetedprofiler.aspect;

import io.targetedprofiler.ChosenMethods;
import io.targetedprofiler.record.ThreadRecorder;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.Signature;
import org.aspectj.lang.reflect.SourceLocation;

/**
 * Stands in a woven class for the static part of a method whose inner probes are switched off, or
 * which is a root because the configuration chose it. To other aspects on that method it is what it
 * stands for; our probes know it by its class, which a JIT compiler tests in one comparison.
 */
public final class DemotedPart implements JoinPoint.StaticPart {

  private final JoinPoint.StaticPart original;
  private final boolean root;

  private DemotedPart(JoinPoint.StaticPart original, boolean root) {
    this.original = original;
    this.root = root;
  }

  static DemotedPart off(JoinPoint.StaticPart original) {
    return new DemotedPart(original, false);
  }

  static DemotedPart root(JoinPoint.StaticPart original) {
    return new DemotedPart(original, true);
  }

  /** Whether the probes of a method are switched off, or those of a root. */
  public static boolean is(JoinPoint.StaticPart part) {
    return part.getClass() == DemotedPart.class;
  }

  /** Whether an inner probe has someone to tell: its thread's recorder, or those of roots. */
  public static boolean isHeard(JoinPoint.StaticPart part) {
    return ThreadRecorder.current() != null ? !is(part) || isRoot(part) : isRoot(part);
  }

  /** Whether a method is a root because the configuration chose it. */
  public static boolean isRoot(JoinPoint.StaticPart part) {
    return ChosenMethods.areThere() && is(part) && ((DemotedPart) part).root;
  }

  /** What a part stands for; a part that is what it is, itself. */
  public static JoinPoint.StaticPart originalOf(JoinPoint.StaticPart part) {
    return part instanceof DemotedPart demoted ? demoted.original : part;
  }

  @Override
  public Signature getSignature() {
    return original.getSignature();
  }

  @Override
  public SourceLocation getSourceLocation() {
    return original.getSourceLocation();
  }

  @Override
  public String getKind() {
    return original.getKind();
  }

  @Override
  public int getId() {
    return original.getId();
  }

  @Override
  public String toString() {
    return original.toString();
  }

  @Override
  public String toShortString() {
    return original.toShortString();
  }

  @Override
  public String toLongString() {
    return original.toLongString();
  }
}
