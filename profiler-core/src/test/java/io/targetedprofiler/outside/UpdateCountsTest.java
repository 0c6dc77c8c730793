package io.targetedprofiler.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The rows that a statement changed")
class UpdateCountsTest {

  @Test
  @DisplayName("are what an update returned, and the sum over a batch")
  void known() {
    assertThat(UpdateCounts.sum(0)).isZero();
    assertThat(UpdateCounts.sum(3)).isEqualTo(3);
    assertThat(UpdateCounts.sum(3L)).isEqualTo(3);
    assertThat(UpdateCounts.sum(new int[] {1, 0, 2})).isEqualTo(3);
    assertThat(UpdateCounts.sum(new long[] {1, 2})).isEqualTo(3);
  }

  @Test
  @DisplayName("are not known of a query, nor where the driver does not say")
  void unknown() {
    assertThat(UpdateCounts.sum(null)).isEqualTo(UpdateCounts.UNKNOWN);
    assertThat(UpdateCounts.sum(true)).isEqualTo(UpdateCounts.UNKNOWN);
    assertThat(UpdateCounts.sum(new Object())).isEqualTo(UpdateCounts.UNKNOWN);
    assertThat(UpdateCounts.sum(new int[0])).isEqualTo(UpdateCounts.UNKNOWN);
    assertThat(UpdateCounts.sum(new int[] {1, Statement.SUCCESS_NO_INFO}))
        .isEqualTo(UpdateCounts.UNKNOWN);
  }
}
