package io.targetedprofiler.aspect;

import io.targetedprofiler.ChosenMethods;
import io.targetedprofiler.MarkedMethod;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.record.SiteTable;
import io.targetedprofiler.record.Sites;
import io.targetedprofiler.record.Weaver;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
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

  /** What type a marked method declares to return; void for a constructor. */
  public static final Function<Object, Class<?>> RETURN_TYPES =
      site ->
          ((JoinPoint.StaticPart) site).getSignature() instanceof MethodSignature method
              ? method.getReturnType()
              : void.class;

  /** The same of a method whose inner probe begins the root, and sees no arguments. */
  public static final Function<Object, MarkedMethod> CHOSEN =
      site -> {
        MarkedMethod method = method(site);
        return new MarkedMethod(method.executable(), method.parameterNames(), false);
      };

  private static final SiteTable<Boolean> UNCHANGEABLE = new SiteTable<>();

  private StaticParts() {}

  /** Makes the recorder know how to treat static parts. */
  public static void register() {
    Sites.wovenBy(new AspectJ());
  }

  private static final class AspectJ implements Weaver {

    @Override
    public Frame frameOf(Object site) {
      return frame(site);
    }

    /** Not the declaring type, which at a call is the one that is called. */
    @Override
    public Class<?> typeOf(Object site) {
      JoinPoint.StaticPart part = (JoinPoint.StaticPart) site;
      SourceLocation source = part.getSourceLocation();
      return source == null ? part.getSignature().getDeclaringType() : source.getWithinType();
    }

    @Override
    public boolean switchOff(Object site) {
      return replace(site, DemotedPart.off((JoinPoint.StaticPart) site));
    }

    @Override
    public void switchOn(Object site) {
      replace(site, (JoinPoint.StaticPart) site);
    }
  }

  /**
   * Writes the private static field in which a woven class keeps the static part of one of its
   * methods. Not possible in an interface, whose fields are final, nor in a named module that is
   * not open.
   */
  private static boolean replace(Object site, JoinPoint.StaticPart by) {
    Class<?> woven = ((JoinPoint.StaticPart) site).getSignature().getDeclaringType();
    try {
      for (Field field : woven.getDeclaredFields()) {
        if (isOfStaticPart(field) && !Modifier.isFinal(field.getModifiers())) {
          field.setAccessible(true);
          if (field.get(null) instanceof JoinPoint.StaticPart part
              && DemotedPart.originalOf(part) == site) {
            field.set(null, by);
            return true;
          }
        }
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // A class that cannot be inspected or changed keeps its probes.
    }
    return false;
  }

  private static boolean isOfStaticPart(Field field) {
    return field.getType() == JoinPoint.StaticPart.class && Modifier.isStatic(field.getModifiers());
  }

  /**
   * Makes roots of the methods that the configuration chose, of the class that is being initialised
   * by this thread: its static parts are there, and none of its methods has run.
   */
  public static void choose() {
    StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames -> frames.filter(frame -> frame.getMethodName().equals("<clinit>")).findFirst())
        .ifPresent(frame -> chooseIn(frame.getDeclaringClass()));
  }

  private static void chooseIn(Class<?> woven) {
    ChosenMethods chosen = ChosenMethods.get();
    chosen.asked();
    try {
      for (Field field : woven.getDeclaredFields()) {
        if (isOfStaticPart(field)) {
          chooseAt(field, chosen);
        }
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // A class that cannot even be inspected: its methods stay what they were.
    }
  }

  private static void chooseAt(Field field, ChosenMethods chosen)
      throws ReflectiveOperationException {
    field.trySetAccessible();
    if (field.get(null) instanceof JoinPoint.StaticPart part
        && part.getKind().equals(JoinPoint.METHOD_EXECUTION)
        && chosen.mayBe(part.getSignature().getDeclaringTypeName(), part.getSignature().getName())
        && executable(part.getSignature()) instanceof Method method
        && chosen.isChosen(method)) {
      if (replace(part, DemotedPart.root(part))) {
        chosen.found();
      } else {
        chosen.unchangeable(method);
      }
    }
  }

  /**
   * The identity of a method that another aspect makes a root; its inner probe is switched off for
   * good, as the method would stand in the tree twice. Where that is not possible, it does.
   */
  static JoinPoint.StaticPart claim(JoinPoint.StaticPart part) {
    JoinPoint.StaticPart site = DemotedPart.originalOf(part);
    if ((site == part || DemotedPart.isRoot(part)) && UNCHANGEABLE.get(site) == null) {
      if (!replace(site, DemotedPart.off(site))) {
        UNCHANGEABLE.computeIfAbsent(site, s -> true);
      }
    }
    return site;
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
        // Kotlin's suspend functions; not what makes a continuation of another.
        boolean suspends =
            signature instanceof MethodSignature method && method.getReturnType() == Object.class;
        for (Class<?> type : code.getParameterTypes()) {
          boolean resumes = suspends && type.getName().equals(Frame.CONTINUATION);
          parameters.add(resumes ? Frame.CONTINUATION : type.getSimpleName());
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
