package io.targetedprofiler.aspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.AsyncWork;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Work that woven code hands over by means of a newer Java")
class NewerThreadsTest {

  private final Reports reports = new Reports();

  @AfterEach
  void close() {
    reports.close();
  }

  @Test
  @DisplayName("to virtual threads and by thread builders is in the report, a line for each place")
  void virtualThreads(@TempDir Path work) throws Exception {
    Class<?> type = NewerJava.woven("VirtualFanout.java", 21, false, work);
    type.getMethod("start").invoke(type.getConstructor().newInstance());

    assertThat(HandOverTest.withoutNumbers(reports.tree("virtual.start")))
        .isEqualTo(
            """
            VirtualFanout.start x1
              ~> Thread.startVirtualThread x1
              ~>   VirtualFanout.lambda$start x1
              ~>     VirtualFanout.price x1
              ~> Thread.Builder.OfVirtual.start x1
              ~>   VirtualFanout.lambda$start x1
              ~>     VirtualFanout.price x1
              ~> Thread.Builder.OfVirtual.unstarted x1
              ~>   VirtualFanout.lambda$start x1
              ~>     VirtualFanout.price x1
              ~> Thread.Builder.OfPlatform.start x1
              ~>   VirtualFanout.lambda$start x1
              ~>     VirtualFanout.price x1
            """);
    assertThat(reports.one("virtual.start").tree().async())
        .flatExtracting(AsyncWork::threads)
        .contains("virtual", "priced", "platform");
  }

  @Test
  @DisplayName("10,000 times to virtual threads is in the report, every one")
  void tenThousand(@TempDir Path work) throws Exception {
    Class<?> type = NewerJava.woven("VirtualFanout.java", 21, false, work);
    Object sum =
        type.getMethod("executor", int.class).invoke(type.getConstructor().newInstance(), 10_000);

    assertThat(sum).isEqualTo(10_000);
    assertThat(HandOverTest.withoutNumbers(reports.tree("virtual.executor")))
        .isEqualTo(
            """
            VirtualFanout.executor x1
              ~> ExecutorService.submit x10000
              ~>   VirtualFanout.lambda$executor x10000
              ~>     VirtualFanout.price x10000
            """);
  }

  @Test
  @DisplayName("to a structured task scope is in the report")
  void scope(@TempDir Path work) throws Exception {
    Class<?> type = NewerJava.woven("ScopedFanout.java", 25, true, work);
    Object sum = type.getMethod("fork").invoke(type.getConstructor().newInstance());

    assertThat(sum).isEqualTo(3);
    assertThat(HandOverTest.withoutNumbers(reports.tree("scope.fork")))
        .isEqualTo(
            """
            ScopedFanout.fork x1
              ~> StructuredTaskScope.fork x1
              ~>   ScopedFanout.lambda$fork x1
              ~>     ScopedFanout.price x1
              ~> StructuredTaskScope.fork x1
              ~>   ScopedFanout.lambda$fork x1
              ~>     ScopedFanout.price x1
            """);
  }
}
