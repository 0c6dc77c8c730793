package io.targetedprofiler.web;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The template of a JAX-RS resource method: that of its class and its own, which it may inherit.
 */
final class ResourceRoute {

  private final String template;
  private final boolean asynchronous;

  ResourceRoute(ResourceInfo resource) {
    Class<?> type = resource.getResourceClass();
    Method method = resource.getResourceMethod();
    Path ofType = ofType(type);
    Path ofMethod = ofMethod(type, method);
    // A class without a path is reached by way of another one.
    String begin = ofType == null ? "…" : slashed(ofType.value());
    this.template = begin + (ofMethod == null ? "" : slashed(ofMethod.value()));
    this.asynchronous = isAsynchronous(method);
  }

  String template() {
    return template.isEmpty() ? "/" : template;
  }

  /** Whether the answer may come after the method has returned. */
  boolean isAsynchronous() {
    return asynchronous;
  }

  private static String slashed(String path) {
    String begun = path.startsWith("/") ? path : '/' + path;
    return begun.endsWith("/") ? begun.substring(0, begun.length() - 1) : begun;
  }

  private static @Nullable Path ofType(@Nullable Class<?> type) {
    if (type == null) {
      return null;
    }
    Path found = type.getAnnotation(Path.class);
    for (Class<?> i : type.getInterfaces()) {
      found = found == null ? ofType(i) : found;
    }
    return found == null ? ofType(type.getSuperclass()) : found;
  }

  private static @Nullable Path ofMethod(@Nullable Class<?> type, Method method) {
    Path found = method.getAnnotation(Path.class);
    if (found != null || type == null) {
      return found;
    }
    try {
      Method here = type.getDeclaredMethod(method.getName(), method.getParameterTypes());
      found = here.getAnnotation(Path.class);
    } catch (NoSuchMethodException e) {
      // Somebody above may have it.
    }
    for (Class<?> i : type.getInterfaces()) {
      found = found == null ? ofMethod(i, method) : found;
    }
    return found == null ? ofMethod(type.getSuperclass(), method) : found;
  }

  private static boolean isAsynchronous(Method method) {
    Class<?> result = method.getReturnType();
    return CompletionStage.class.isAssignableFrom(result)
        || result.getSimpleName().equals("ChunkedOutput") // Jersey's
        || Arrays.asList(method.getParameterTypes()).contains(SseEventSink.class)
        || Arrays.stream(method.getParameterAnnotations())
            .flatMap(Arrays::stream)
            .map(Annotation::annotationType)
            .anyMatch(Suspended.class::equals);
  }
}
