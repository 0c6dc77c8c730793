package io.targetedprofiler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes a method into call trees although its name is that of an accessor ({@code getX()}, {@code
 * isX()}, {@code setX(x)}, {@code equals}, {@code hashCode}, {@code compareTo}, {@code size},
 * {@code isEmpty}), which the weaver leaves out otherwise; on a type, all its methods. {@link
 * NoProfile} wins over it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Probe {}
