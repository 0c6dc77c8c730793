package io.targetedprofiler.aspect;

import io.targetedprofiler.MarkedMethod;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.record.Sites;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.Signature;
import org.aspectj.lang.reflect.CodeSignature;
import org.aspectj.lang.reflect.ConstructorSignature;
import org.aspectj.lang.reflect.MethodSignature;
import org.aspectj.lang.reflect.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * Reads AspectJ's static part of a join point, which the probes use as the identity of a method:
 * one static constant for each woven method.
 */
public final class StaticParts {

  /** What {@link io.targetedprofiler.Roots} asks of a marked method. */
  public static final Function<Object, MarkedMethod> METHODS = StaticParts::method;

  private StaticParts() {}

  /** Makes the recorder read frames from static parts. */
  public static void register() {
    Sites.readBy(StaticParts::frame);
  }

  /**
   * Lets around advice throw on what the method threw; ajc wants it declared, the JVM does not
   * mind.
   *
   * @param thrown thrown as it is
   * @return never
   */
  @SuppressWarnings("unchecked")
  public static <T extends Throwable> RuntimeException unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static Frame frame(Object site) {
    JoinPoint.StaticPart part = (JoinPoint.StaticPart) site;
    Signature signature = part.getSignature();
    SourceLocation source = part.getSourceLocation();
    return new Frame(
        signature.getDeclaringTypeName(),
        signature.getName(),
        parameters(signature),
        source == null ? "" : source.getFileName(),
        source == null ? 0 : source.getLine());
  }

  private static String parameters(Signature signature) {
    StringJoiner parameters = new StringJoiner(", ", "(", ")");
    if (signature instanceof CodeSignature code) {
      try {
        for (Class<?> type : code.getParameterTypes()) {
          parameters.add(type.getSimpleName());
        }
      } catch (LinkageError e) {
        return ""; // a type that is not on the class path
      }
    }
    return parameters.toString();
  }

  private static MarkedMethod method(Object site) {
    Signature signature = ((JoinPoint.StaticPart) site).getSignature();
    Executable executable = executable(signature);
    if (executable == null) {
      throw new IllegalStateException(signature.toLongString() + " is not found by reflection");
    }
    return new MarkedMethod(executable, names((CodeSignature) signature));
  }

  private static @Nullable Executable executable(Signature signature) {
    return signature instanceof ConstructorSignature constructor
        ? constructor.getConstructor()
        : ((MethodSignature) signature).getMethod();
  }

  private static List<String> names(CodeSignature signature) {
    @Nullable String[] names = signature.getParameterNames();
    return names == null ? List.of() : Arrays.asList(names);
  }
}
