package io.targetedprofiler;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A property of objects, whatever their class: a method {@code plan()}, {@code getPlan()} or {@code
 * isPlan()}, or a field. Looked up once for each class; a class is not kept for it.
 */
final class Property {

  private static final MethodType READING = MethodType.methodType(Object.class, Object.class);

  private final String name;

  // Values of Java's own types: a class, which may be Java's own, too, keeps them for ever.
  private final ClassValue<Optional<MethodHandle>> getters =
      new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> type) {
          return find(type);
        }
      };

  private final ClassValue<Boolean> redacted =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isRedactedComponent(type);
        }
      };

  Property(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  boolean isOf(Class<?> type) {
    return getters.get(type).isPresent();
  }

  /** Whether it is a component of a record that is marked {@link Redacted}. */
  boolean isRedacted(Class<?> type) {
    return redacted.get(type);
  }

  /**
   * Its value.
   *
   * @throws Throwable what the getter throws
   */
  @Nullable Object of(Object object) throws Throwable {
    Optional<MethodHandle> getter = getters.get(object.getClass());
    return getter.isEmpty() ? null : getter.get().invokeExact(object);
  }

  private Optional<MethodHandle> find(Class<?> type) {
    String capitalised = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    for (String method : List.of(name, "get" + capitalised, "is" + capitalised)) {
      Optional<MethodHandle> getter = method(type, method);
      if (getter.isPresent()) {
        return getter;
      }
    }
    return field(type);
  }

  private static Optional<MethodHandle> method(Class<?> type, String name) {
    for (Class<?> declaring : supertypes(type)) {
      try {
        Method method = declaring.getDeclaredMethod(name);
        if (method.getReturnType() != void.class && !Modifier.isStatic(method.getModifiers())) {
          Optional<MethodHandle> handle = handle(method);
          if (handle.isPresent()) {
            return handle;
          }
        }
      } catch (NoSuchMethodException | LinkageError absent) {
        // The next one may have it.
      }
    }
    return Optional.empty();
  }

  private Optional<MethodHandle> field(Class<?> type) {
    for (Class<?> declaring : supertypes(type)) {
      try {
        Field field = declaring.getDeclaredField(name);
        if (!Modifier.isStatic(field.getModifiers())) {
          return handle(field);
        }
      } catch (NoSuchFieldException | LinkageError absent) {
        // The next one may have it.
      }
    }
    return Optional.empty();
  }

  private static Optional<MethodHandle> handle(AccessibleObject member) {
    try {
      if (!member.trySetAccessible()) {
        return Optional.empty();
      }
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MethodHandle handle =
          member instanceof Method method
              ? lookup.unreflect(method)
              : lookup.unreflectGetter((Field) member);
      return Optional.of(handle.asType(READING));
    } catch (IllegalAccessException | SecurityException e) {
      return Optional.empty();
    }
  }

  /**
   * The class, its superclasses, then all their interfaces: some may be open where others are not.
   */
  private static List<Class<?>> supertypes(Class<?> type) {
    List<Class<?>> types = new ArrayList<>();
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      types.add(at);
    }
    for (int i = 0; i < types.size(); i++) {
      for (Class<?> face : types.get(i).getInterfaces()) {
        if (!types.contains(face)) {
          types.add(face);
        }
      }
    }
    return types;
  }

  /** The mark of a component, which is for parameters, stands on that of its constructor. */
  private boolean isRedactedComponent(Class<?> type) {
    if (!type.isRecord()) {
      return false;
    }
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      Annotation[][] marks = canonical.getParameterAnnotations();
      for (int i = 0; i < components.length; i++) {
        if (components[i].getName().equals(name)) {
          return Arrays.stream(marks[i]).anyMatch(Redacted.class::isInstance);
        }
      }
      return false;
    } catch (NoSuchMethodException | RuntimeException | LinkageError e) {
      return true;
    }
  }
}
