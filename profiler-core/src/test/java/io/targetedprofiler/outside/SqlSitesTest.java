package io.targetedprofiler.outside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sites of statements")
class SqlSitesTest {

  private final SqlSites sites = new SqlSites();

  @Test
  @DisplayName("are the same for statements that differ in their values only")
  void same() {
    assertThat(sites.of("select a from t where b = 'one'"))
        .isSameAs(sites.of("select a from t where b = 'two'"))
        .isNotSameAs(sites.of("select a from t where c = 'one'"));
  }

  @Test
  @DisplayName("take bounded memory from a program that writes values into its statements")
  void bounded() {
    for (int i = 0; i < 3 * SqlSites.MAX_KNOWN; i++) {
      sites.of("select a from t where b = " + i);
    }
    sites.of("select '" + "x".repeat(1_000_000) + "'");

    assertThat(sites.known()).isLessThanOrEqualTo(SqlSites.MAX_KNOWN);
  }
}
