package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.Profiler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import subjects.Shapes;

@DisplayName("Every method with a body is a call of the tree")
class ShapesTest {

  private final Reports reports = new Reports();
  private final Shapes shapes = new Shapes(10);

  @AfterEach
  void close() {
    reports.close();
  }

  @Test
  @DisplayName("private, static and synchronized methods, and calls of oneself")
  void plainMethods() {
    assertThat(shapes.plain()).isEqualTo(133);
    assertThat(reports.tree("plain"))
        .isEqualTo(
            """
            Shapes.plain x1
              Shapes.privately x1
              Shapes.statically x1
              Shapes.twice x2
                Shapes.privately x2
            """);
  }

  @Test
  @DisplayName(
      "the bodies of lambdas, under the names that javac gives them, and methods by reference")
  void lambdas() {
    assertThat(shapes.lambdas()).isEqualTo(9);
    assertThat(reports.tree("lambdas"))
        .isEqualTo(
            """
            Shapes.lambdas x1
              Shapes.lambda$lambdas$0 x3
              Shapes.statically x3
            """);
  }

  @Test
  @DisplayName("lambdas within lambdas, which javac 17 and 25 number differently")
  void nestedLambdas() {
    assertThat(shapes.nestedLambdas()).isEqualTo(40);
    assertThat(reports.tree("nested lambdas").replaceAll("\\$\\d+ ", "\\$n "))
        .isEqualTo(
            """
            Shapes.nestedLambdas x1
              Shapes.lambda$nestedLambdas$n x1
              Shapes.lambda$nestedLambdas$n x1
            """);
  }

  @Test
  @DisplayName("default, private and static methods of interfaces")
  void interfaces() {
    assertThat(shapes.interfaces()).isEqualTo("<dog>4");
    assertThat(reports.tree("interfaces"))
        .isEqualTo(
            """
            Shapes.interfaces x1
              Shapes.Animal.greet x1
                Shapes.Animal.decorate x1
                Shapes.Dog.name x1
              Shapes.Animal.legs x1
            """);
  }

  @Test
  @DisplayName("methods of enums and of their constants")
  void enums() {
    assertThat(shapes.enums()).isEqualTo(30);
    assertThat(reports.tree("enums"))
        .isEqualTo(
            """
            Shapes.enums x1
              Shapes.Planet.1.weight x1
                Shapes.Planet.gravity x1
              Shapes.Planet.values x1
              Shapes.Planet.weight x1
            """);
  }

  @Test
  @DisplayName("methods of records, the accessors that javac makes included")
  void records() {
    assertThat(shapes.records()).isEqualTo(28);
    assertThat(reports.tree("records"))
        .isEqualTo(
            """
            Shapes.records x1
              Shapes.Point.squared x1
                Shapes.Point.x x1
              Shapes.Point.x x1
            """);
  }

  @Test
  @DisplayName("anonymous, local and inner classes")
  void classes() {
    assertThat(shapes.classes()).isEqualTo(70);
    assertThat(reports.tree("classes"))
        .isEqualTo(
            """
            Shapes.classes x1
              Shapes.1.run x1
                Shapes.statically x1
              Shapes.1Local.deep x1
                Shapes.privately x1
              Shapes.Inner.outer x1
                Shapes.privately x1
            """);
  }

  @Test
  @DisplayName("overridden methods once, without the bridges that javac makes")
  void generics() {
    assertThat(shapes.generics()).isEqualTo("a!-1");
    assertThat(reports.tree("generics"))
        .isEqualTo(
            """
            Shapes.generics x1
              Shapes.StringBox.compareTo x1
                Shapes.StringBox.get x2
                  Shapes.Box.get x2
              Shapes.StringBox.get x1
                Shapes.Box.get x1
            """);
  }

  @Test
  @DisplayName("sealed types, recursion through a stream")
  void sealedTypes() {
    assertThat(shapes.sealed()).isEqualTo(3);
    assertThat(reports.tree("sealed"))
        .isEqualTo(
            """
            Shapes.sealed x1
              Shapes.value x1
                Shapes.Sum.parts x1
                Shapes.value x2
                  Shapes.Literal.value x1
                  Shapes.Sum.parts x1
                  Shapes.value x1
                    Shapes.Literal.value x1
            """);
  }

  @Test
  @DisplayName("arguments of every width")
  void wideArguments() {
    assertThat(shapes.wide()).isEqualTo(108.5);
    assertThat(reports.tree("wide"))
        .isEqualTo(
            """
            Shapes.wide x1
              Shapes.varargs x1
              Shapes.widths x1
            """);
  }

  @Test
  @DisplayName("a frame says where the method stands")
  void frames() {
    shapes.wide();
    assertThat(reports.one("wide").tree().root().children())
        .filteredOn(node -> node.frame().method().equals("varargs"))
        .singleElement()
        .satisfies(
            node -> {
              assertThat(node.frame().className()).isEqualTo("subjects.Shapes");
              assertThat(node.frame().signature()).isEqualTo("(long, double, String[])");
              assertThat(node.frame().location()).matches("Shapes\\.java:\\d+");
            });
  }

  @Test
  @DisplayName("a class knows whether it is woven")
  void woven() {
    assertThat(Profiler.isWoven(Shapes.class)).isTrue();
    assertThat(Profiler.isWoven(String.class)).isFalse();
    assertThat(Profiler.isWoven(Profiler.class)).isFalse();
  }
}
