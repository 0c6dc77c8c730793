package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("For any value, its rendering")
class ValueRenderingPropertyTest {

  @Property(tries = 300)
  @Label("has 120 characters at most")
  void bounded(@ForAll List<String> any, @ForAll String text) {
    assertThat(ValueRendering.render(any)).hasSizeLessThanOrEqualTo(120);
    assertThat(ValueRendering.render(text)).hasSizeLessThanOrEqualTo(120);
  }
}
