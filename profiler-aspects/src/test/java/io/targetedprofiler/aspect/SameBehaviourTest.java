package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.Profiler;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import subjects.Shapes;

@DisplayName("Woven code does what it does unwoven")
class SameBehaviourTest {

  @TempDir static Path directory;
  private static UnwovenClasses unwoven;

  @BeforeAll
  static void compile() throws Exception {
    unwoven = UnwovenClasses.compiledTo(directory);
    assertThat(Profiler.isWoven(Shapes.class)).isTrue();
    assertThat(Profiler.isWoven(unwoven.loadClass(Shapes.class.getName()))).isFalse();
  }

  @AfterAll
  static void close() throws Exception {
    unwoven.close();
  }

  @ParameterizedTest(name = "{0}.{1}")
  @DisplayName("results, exceptions, their causes and their stack traces are the same")
  @CsvSource({
    "Shapes, plain, ",
    "Shapes, lambdas, ",
    "Shapes, nestedLambdas, ",
    "Shapes, interfaces, ",
    "Shapes, enums, ",
    "Shapes, records, ",
    "Shapes, classes, ",
    "Shapes, generics, ",
    "Shapes, sealed, ",
    "Shapes, wide, ",
    "Throwing, catches, ",
    "Throwing, outer, 3",
    "Throwing, overflows, ",
    "Marks, outer, ",
    "Marks, optedOut, ",
    "Marks, top, ",
    "Marks, factorial, 5"
  })
  void same(String type, String method, Integer argument) throws Exception {
    Result woven = call(Shapes.class.getClassLoader(), type, method, argument);
    Result plain = call(unwoven, type, method, argument);
    assertThat(woven).isEqualTo(plain);
    assertThat(woven.value() != null || woven.thrown() != null).isTrue();
  }

  /** What a call gave: its value, or what it threw with the subjects' frames. */
  private record Result(Object value, String thrown, String cause, List<String> frames) {}

  private static Result call(ClassLoader loader, String type, String method, Integer argument)
      throws ReflectiveOperationException {
    Class<?> subject = loader.loadClass("subjects." + type);
    Object instance = instance(subject);
    Method called =
        Arrays.stream(subject.getMethods())
            .filter(m -> m.getName().equals(method))
            .findFirst()
            .orElseThrow();
    try {
      Object value = argument == null ? called.invoke(instance) : called.invoke(instance, argument);
      return new Result(value, null, null, List.of());
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause();
      return new Result(
          null, thrown.toString(), Objects.toString(thrown.getCause()), frames(thrown));
    }
  }

  private static Object instance(Class<?> subject) throws ReflectiveOperationException {
    Constructor<?> constructor = subject.getConstructors()[0];
    return constructor.getParameterCount() == 0
        ? constructor.newInstance()
        : constructor.newInstance(10);
  }

  private static List<String> frames(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .takeWhile(frame -> frame.getClassName().startsWith("subjects."))
        .map(
            frame ->
                frame.getClassName() + '.' + frame.getMethodName() + ':' + frame.getLineNumber())
        .toList();
  }
}
