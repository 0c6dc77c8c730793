package io.targetedprofiler.aspect;

import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.Signature;
import org.aspectj.lang.reflect.SourceLocation;

/**
 * Stands in a woven class for the static part of a method whose probes are switched off. To other
 * aspects on that method it is what it stands for; our probes know it by its class, which a JIT
 * compiler tests in one comparison.
 */
public final class DemotedPart implements JoinPoint.StaticPart {

  private final JoinPoint.StaticPart original;

  DemotedPart(JoinPoint.StaticPart original) {
    this.original = original;
  }

  /** Whether the probes of a method are switched off. */
  public static boolean is(JoinPoint.StaticPart part) {
    return part.getClass() == DemotedPart.class;
  }

  JoinPoint.StaticPart original() {
    return original;
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
