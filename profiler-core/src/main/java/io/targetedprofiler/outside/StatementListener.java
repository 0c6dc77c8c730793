package io.targetedprofiler.outside;

import io.targetedprofiler.record.NamedSite;
import io.targetedprofiler.record.OutsideCall;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import org.jspecify.annotations.Nullable;

/**
 * Is told of each statement before and after the driver executes it. Never throws into the
 * application.
 */
final class StatementListener implements QueryExecutionListener {

  private static final String OPEN = "io.targetedprofiler.call";

  private final Function<String, NamedSite> sites;
  private final Consumer<Throwable> failures;

  StatementListener(SqlSites sites, Consumer<Throwable> failures) {
    this.sites = sites::of;
    this.failures = failures;
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    // A batch of different statements is named after the first.
    OutsideCall call = queries.isEmpty() ? null : begin(queries.get(0).getQuery());
    if (call != null) {
      execution.addCustomValue(OPEN, call);
    }
  }

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    end(
        execution.getCustomValue(OPEN, OutsideCall.class),
        execution.getResult(),
        execution.isBatch() ? execution.getBatchSize() : 0,
        execution.getThrowable() != null);
  }

  /**
   * A statement, or the end of a transaction, is about to be executed; null if nobody wants to
   * know.
   */
  @Nullable OutsideCall begin(@Nullable String sql) {
    try {
      return OutsideCall.begin(sql == null ? "" : sql, sites);
    } catch (RuntimeException | Error e) {
      failures.accept(e);
      return null;
    }
  }

  /**
   * It was executed.
   *
   * @param call what {@link #begin} gave
   * @param result what executing it returned
   * @param batch how many were executed at once; 0 if it was no batch
   */
  void end(@Nullable OutsideCall call, @Nullable Object result, int batch, boolean threw) {
    try {
      if (call != null) {
        long rows = UpdateCounts.sum(result);
        if (rows != UpdateCounts.UNKNOWN) {
          call.count("rows", rows);
        }
        if (batch > 0) {
          call.count("batch", batch);
        }
        call.end(threw);
      }
    } catch (RuntimeException | Error e) {
      failures.accept(e);
    }
  }
}
