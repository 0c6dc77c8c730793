package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import subjects.Accessors;

@DisplayName("Accessors")
class AccessorsTest {

  private final Reports reports = new Reports();

  @AfterEach
  void close() {
    reports.close();
  }

  @Test
  @DisplayName("stay out of the tree, unless they or their type are marked with @Probe")
  void leftOut() {
    assertThat(new Accessors().all()).isEqualTo(70);
    assertThat(reports.tree("accessors"))
        .isEqualTo(
            """
            Accessors.all x1
              Accessors.Taken.sum x1
                Accessors.Taken.getOne x1
              Accessors.get x1
              Accessors.getAnswer x1
              Accessors.getValue x1
              Accessors.isBig x1
              Accessors.setValue x1
            """);
  }

  @Test
  @DisplayName("can be targets like every method")
  void marked() {
    assertThat(new Accessors().getMarked()).isEqualTo(5);
    assertThat(reports.tree("marked accessor")).isEqualTo("Accessors.getMarked x1\n");
  }
}
