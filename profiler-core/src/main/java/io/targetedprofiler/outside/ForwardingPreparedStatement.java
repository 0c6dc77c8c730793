package io.targetedprofiler.outside;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.NullUnmarked;

/**
 * Passes each call that executes nothing on to another prepared statement, defaults of the
 * interface included.
 */
@NullUnmarked // what may be null is between caller and driver
interface ForwardingPreparedStatement extends ForwardingStatement, PreparedStatement {

  @Override
  PreparedStatement target();

  @Override
  default void clearParameters() throws SQLException {
    target().clearParameters();
  }

  @Override
  default ResultSetMetaData getMetaData() throws SQLException {
    return target().getMetaData();
  }

  @Override
  default ParameterMetaData getParameterMetaData() throws SQLException {
    return target().getParameterMetaData();
  }

  @Override
  default void setArray(int index, Array value) throws SQLException {
    target().setArray(index, value);
  }

  @Override
  default void setAsciiStream(int index, InputStream stream) throws SQLException {
    target().setAsciiStream(index, stream);
  }

  @Override
  default void setAsciiStream(int index, InputStream stream, int length) throws SQLException {
    target().setAsciiStream(index, stream, length);
  }

  @Override
  default void setAsciiStream(int index, InputStream stream, long length) throws SQLException {
    target().setAsciiStream(index, stream, length);
  }

  @Override
  default void setBigDecimal(int index, BigDecimal value) throws SQLException {
    target().setBigDecimal(index, value);
  }

  @Override
  default void setBinaryStream(int index, InputStream stream) throws SQLException {
    target().setBinaryStream(index, stream);
  }

  @Override
  default void setBinaryStream(int index, InputStream stream, int length) throws SQLException {
    target().setBinaryStream(index, stream, length);
  }

  @Override
  default void setBinaryStream(int index, InputStream stream, long length) throws SQLException {
    target().setBinaryStream(index, stream, length);
  }

  @Override
  default void setBlob(int index, InputStream stream) throws SQLException {
    target().setBlob(index, stream);
  }

  @Override
  default void setBlob(int index, Blob value) throws SQLException {
    target().setBlob(index, value);
  }

  @Override
  default void setBlob(int index, InputStream stream, long length) throws SQLException {
    target().setBlob(index, stream, length);
  }

  @Override
  default void setBoolean(int index, boolean value) throws SQLException {
    target().setBoolean(index, value);
  }

  @Override
  default void setByte(int index, byte value) throws SQLException {
    target().setByte(index, value);
  }

  @Override
  default void setBytes(int index, byte[] value) throws SQLException {
    target().setBytes(index, value);
  }

  @Override
  default void setCharacterStream(int index, Reader reader) throws SQLException {
    target().setCharacterStream(index, reader);
  }

  @Override
  default void setCharacterStream(int index, Reader reader, int length) throws SQLException {
    target().setCharacterStream(index, reader, length);
  }

  @Override
  default void setCharacterStream(int index, Reader reader, long length) throws SQLException {
    target().setCharacterStream(index, reader, length);
  }

  @Override
  default void setClob(int index, Reader reader) throws SQLException {
    target().setClob(index, reader);
  }

  @Override
  default void setClob(int index, Clob value) throws SQLException {
    target().setClob(index, value);
  }

  @Override
  default void setClob(int index, Reader reader, long length) throws SQLException {
    target().setClob(index, reader, length);
  }

  @Override
  default void setDate(int index, Date value) throws SQLException {
    target().setDate(index, value);
  }

  @Override
  default void setDate(int index, Date value, Calendar calendar) throws SQLException {
    target().setDate(index, value, calendar);
  }

  @Override
  default void setDouble(int index, double value) throws SQLException {
    target().setDouble(index, value);
  }

  @Override
  default void setFloat(int index, float value) throws SQLException {
    target().setFloat(index, value);
  }

  @Override
  default void setInt(int index, int value) throws SQLException {
    target().setInt(index, value);
  }

  @Override
  default void setLong(int index, long value) throws SQLException {
    target().setLong(index, value);
  }

  @Override
  default void setNCharacterStream(int index, Reader reader) throws SQLException {
    target().setNCharacterStream(index, reader);
  }

  @Override
  default void setNCharacterStream(int index, Reader reader, long length) throws SQLException {
    target().setNCharacterStream(index, reader, length);
  }

  @Override
  default void setNClob(int index, Reader reader) throws SQLException {
    target().setNClob(index, reader);
  }

  @Override
  default void setNClob(int index, NClob value) throws SQLException {
    target().setNClob(index, value);
  }

  @Override
  default void setNClob(int index, Reader reader, long length) throws SQLException {
    target().setNClob(index, reader, length);
  }

  @Override
  default void setNString(int index, String value) throws SQLException {
    target().setNString(index, value);
  }

  @Override
  default void setNull(int index, int type) throws SQLException {
    target().setNull(index, type);
  }

  @Override
  default void setNull(int index, int type, String typeName) throws SQLException {
    target().setNull(index, type, typeName);
  }

  @Override
  default void setObject(int index, Object value) throws SQLException {
    target().setObject(index, value);
  }

  @Override
  default void setObject(int index, Object value, int type) throws SQLException {
    target().setObject(index, value, type);
  }

  @Override
  default void setObject(int index, Object value, SQLType type) throws SQLException {
    target().setObject(index, value, type);
  }

  @Override
  default void setObject(int index, Object value, int type, int scaleOrLength) throws SQLException {
    target().setObject(index, value, type, scaleOrLength);
  }

  @Override
  default void setObject(int index, Object value, SQLType type, int scaleOrLength)
      throws SQLException {
    target().setObject(index, value, type, scaleOrLength);
  }

  @Override
  default void setRef(int index, Ref value) throws SQLException {
    target().setRef(index, value);
  }

  @Override
  default void setRowId(int index, RowId value) throws SQLException {
    target().setRowId(index, value);
  }

  @Override
  default void setSQLXML(int index, SQLXML value) throws SQLException {
    target().setSQLXML(index, value);
  }

  @Override
  default void setShort(int index, short value) throws SQLException {
    target().setShort(index, value);
  }

  @Override
  default void setString(int index, String value) throws SQLException {
    target().setString(index, value);
  }

  @Override
  default void setTime(int index, Time value) throws SQLException {
    target().setTime(index, value);
  }

  @Override
  default void setTime(int index, Time value, Calendar calendar) throws SQLException {
    target().setTime(index, value, calendar);
  }

  @Override
  default void setTimestamp(int index, Timestamp value) throws SQLException {
    target().setTimestamp(index, value);
  }

  @Override
  default void setTimestamp(int index, Timestamp value, Calendar calendar) throws SQLException {
    target().setTimestamp(index, value, calendar);
  }

  @Override
  default void setURL(int index, URL value) throws SQLException {
    target().setURL(index, value);
  }

  @Override
  @Deprecated
  @SuppressWarnings("deprecation")
  default void setUnicodeStream(int index, InputStream stream, int length) throws SQLException {
    target().setUnicodeStream(index, stream, length);
  }
}
