package io.targetedprofiler.aspect;

import io.targetedprofiler.DataSources;
import io.targetedprofiler.record.OutsideCall;
import java.sql.Connection;
import javax.sql.DataSource;

/**
 * Where woven code gets a connection, its statements are profiled, whatever pool or driver it comes from; and if that is
 * asked for, where a woven method returns a data source. Only where the declared type is the interface: nobody else is handed something of another class.
 *
 * <p>Around a connection whether or not its thread is being profiled then: it may be used within a profiled call that
 * begins later.
 */
aspect DataSourceProbes {

  pointcut connecting():
      call(Connection javax.sql.DataSource+.getConnection(..)) && !Pointcuts.optedOut();

  pointcut providing():
      execution(javax.sql.DataSource *(..)) && !Pointcuts.optedOut();

  Connection around(): connecting() {
    OutsideCall wait = DataSources.waits();
    boolean threw = true;
    Connection connection;
    try {
      connection = proceed();
      threw = false;
    } finally {
      DataSources.waited(wait, threw);
    }
    return DataSources.profiled(connection);
  }

  DataSource around(): providing() {
    return DataSources.profiled(proceed());
  }
}
