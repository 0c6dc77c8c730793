package io.targetedprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.record.CalibratedClock;
import io.targetedprofiler.record.CallMeter;
import io.targetedprofiler.record.ManualClock;
import io.targetedprofiler.record.NamedSite;
import io.targetedprofiler.record.ProbeCost;
import io.targetedprofiler.record.RootSite;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The root of a request")
class RequestRootsTest {

  private final List<String> made = new ArrayList<>();
  private final RequestRoots roots = new RequestRoots(this::make);

  @Test
  @DisplayName("is that of its method and route, and what it is called is put together once")
  void once() {
    RootSite get = roots.of("GET", "/products");
    RootSite post = roots.of("POST", "/products");
    RootSite other = roots.of("GET", "/");

    assertThat(roots.of("GET", new String("/products"))).isSameAs(get);
    assertThat(roots.of("POST", "/products")).isSameAs(post);
    assertThat(roots.of("GET", "/")).isSameAs(other);
    assertThat(made).containsExactly("GET /products", "POST /products", "GET /");
  }

  @Test
  @DisplayName("is not kept for methods that whoever sends it made up, nor for routes without end")
  void bounded() {
    for (int i = 0; i < 2 * RequestRoots.MAX_ROUTES; i++) {
      roots.of("X" + i, "/products");
      roots.of("GET", "/products/" + i);
    }

    assertThat(roots.routes()).isEqualTo(RequestRoots.MAX_ROUTES);
    assertThat(made).filteredOn("(other) /products"::equals).hasSize(2 * RequestRoots.MAX_ROUTES);
  }

  @Test
  @DisplayName("is none where requests are not profiled")
  void none() {
    assertThat(new RequestRoots(name -> null).of("GET", "/products")).isNull();
  }

  private RootSite make(String name) {
    made.add(name);
    return new RootSite(
        name,
        new NamedSite(name),
        RootSite.Settings.DEFAULT,
        CallMeter.NONE,
        call -> {},
        CalibratedClock.of(new ManualClock(0), ProbeCost.FREE));
  }
}
