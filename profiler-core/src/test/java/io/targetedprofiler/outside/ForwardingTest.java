package io.targetedprofiler.outside;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A profiled connection, and each statement of it,")
class ForwardingTest {

  private static final Map<Class<?>, IntFunction<Object>> VALUES =
      Map.ofEntries(
          entry(boolean.class, n -> true),
          entry(byte.class, n -> (byte) n),
          entry(short.class, n -> (short) n),
          entry(int.class, n -> n),
          entry(long.class, n -> (long) n),
          entry(float.class, n -> (float) n),
          entry(double.class, n -> (double) n),
          entry(Object.class, n -> new Object()),
          entry(String.class, n -> "text " + n),
          entry(Class.class, n -> Void.class),
          entry(BigDecimal.class, BigDecimal::new),
          entry(Date.class, Date::new),
          entry(Time.class, Time::new),
          entry(Timestamp.class, Timestamp::new),
          entry(Calendar.class, n -> new GregorianCalendar()),
          entry(InputStream.class, n -> InputStream.nullInputStream()),
          entry(Reader.class, n -> Reader.nullReader()),
          entry(URL.class, n -> url()),
          entry(Properties.class, n -> new Properties()),
          entry(SQLWarning.class, n -> new SQLWarning()));

  private final Driver driver = new Driver();
  private final Connection connection =
      new ProfiledConnections(
              failure -> {
                throw new AssertionError(failure);
              })
          .of(driver.connection);

  @ParameterizedTest
  @MethodSource("calls")
  @DisplayName("passes each call on as it is, and returns what the driver returns")
  void passesOn(Call call) throws Exception {
    Object[] arguments = call.arguments();

    Object result = call.method.invoke(profiled(call.type), arguments);

    assertThat(driver.called).isEqualTo(call.method);
    assertThat(driver.with).isEqualTo(Arrays.asList(arguments));
    assertThat(result).isEqualTo(driver.answer);
  }

  @ParameterizedTest
  @MethodSource("calls")
  @DisplayName("throws what the driver throws")
  void fails(Call call) throws Exception {
    Object profiled = profiled(call.type);
    driver.failure = new SQLClientInfoException("connection lost", Map.of()); // all may throw it

    assertThatThrownBy(() -> call.method.invoke(profiled, call.arguments()))
        .hasCauseReference(driver.failure);
  }

  @ParameterizedTest
  @MethodSource("statements")
  @DisplayName("makes each statement as it was asked for")
  void makesStatements(Call call) throws Exception {
    Object[] arguments = call.arguments();

    Object made = call.method.invoke(connection, arguments);

    assertThat(driver.called).isEqualTo(call.method);
    assertThat(driver.with).isEqualTo(Arrays.asList(arguments));
    assertThat(((ProxyJdbcObject) made).getTarget()).isSameAs(driver.answer);
    assertThat(made).isInstanceOf(call.method.getReturnType());
  }

  @ParameterizedTest
  @MethodSource("statements")
  @DisplayName("makes none where the driver gives none, as a mock may")
  void makesNoStatement(Call call) throws Exception {
    driver.givesNothing = true;

    assertThat(call.method.invoke(connection, call.arguments())).isNull();
  }

  @Test
  @DisplayName("gives out what the connection stands for, and equals it")
  void connection() throws Exception {
    Connection target = driver.connection;

    assertThat(connection.isWrapperFor(Connection.class)).isTrue();
    assertThat(connection.unwrap(Connection.class)).isSameAs(target);
    assertThat(((ProxyJdbcObject) connection).getTarget()).isSameAs(target);
    assertThat(List.of(connection)).contains(connection);
    assertThat(connection)
        .isEqualTo(target)
        .isNotEqualTo(new Driver().connection)
        .hasSameHashCodeAs(target)
        .hasToString("profiled " + target);
  }

  @ParameterizedTest
  @MethodSource("types")
  @DisplayName("gives out what it stands for, equals it, and knows its connection")
  void standsFor(Class<? extends Statement> type) throws Exception {
    Statement statement = statement(type);
    Object target = driver.answer;

    assertThat(statement.getConnection()).isSameAs(connection);
    assertThat(statement.isWrapperFor(type)).isTrue();
    assertThat(statement.unwrap(type)).isSameAs(target);
    assertThat(((ProxyJdbcObject) statement).getTarget()).isSameAs(target);
    assertThat(((ProxyJdbcObject) statement).getProxyConfig())
        .isSameAs(((ProxyJdbcObject) connection).getProxyConfig());
    assertThat(List.of(statement)).contains(statement);
    assertThat(statement)
        .isEqualTo(target)
        .isNotEqualTo(statement(type))
        .hasSameHashCodeAs(target)
        .hasToString("profiled " + target);
  }

  private Object profiled(Class<?> type) throws SQLException {
    return type == Connection.class ? connection : statement(type);
  }

  private Statement statement(Class<?> type) throws SQLException {
    return type == PreparedStatement.class
        ? connection.prepareStatement("select 1")
        : connection.createStatement();
  }

  private static List<Class<? extends Statement>> types() {
    return List.of(Statement.class, PreparedStatement.class);
  }

  private static Stream<Call> calls() {
    return Stream.of(Statement.class, PreparedStatement.class, Connection.class)
        .flatMap(ForwardingTest::callsOf)
        .filter(call -> !call.method.getName().equals("getConnection") && !call.makesStatement());
  }

  private static Stream<Call> statements() {
    return callsOf(Connection.class).filter(Call::makesStatement);
  }

  private static Stream<Call> callsOf(Class<?> type) {
    return Stream.of(type.getMethods())
        .map(method -> new Call(type, method))
        .filter(call -> !call.isNewer());
  }

  /** A method of an interface, and something to call it with. */
  private record Call(Class<?> type, Method method) {

    boolean makesStatement() {
      return Statement.class.isAssignableFrom(method.getReturnType());
    }

    /** Whether a later JDK than the profiler is compiled for has it, of which ours cannot know. */
    boolean isNewer() {
      Class<?> ours =
          type == Connection.class ? ProfiledConnection.class : ProfiledPreparedStatement.class;
      try {
        return Runtime.version().feature() > 17
            && method.equals(ours.getMethod(method.getName(), method.getParameterTypes()));
      } catch (NoSuchMethodException e) {
        throw new AssertionError(e);
      }
    }

    Object[] arguments() {
      Class<?>[] types = method.getParameterTypes();
      Object[] arguments = new Object[types.length];
      for (int i = 0; i < types.length; i++) {
        arguments[i] = some(types[i], i + 2);
      }
      return arguments;
    }

    @Override
    public String toString() {
      return type.getSimpleName() + ": " + method.toGenericString();
    }
  }

  /** Remembers what it was called with, its statements too. */
  private static final class Driver {

    private final Connection connection = stub(Connection.class, this::called);
    private Method called;
    private List<Object> with;
    private Object answer;
    private SQLException failure;
    private boolean givesNothing;

    private Object called(Object proxy, Method method, Object[] arguments) throws SQLException {
      if (method.getDeclaringClass() == Object.class) {
        return object(proxy, method, arguments);
      }
      called = method;
      with = arguments == null ? List.of() : Arrays.asList(arguments);
      answer =
          givesNothing
              ? null
              : Statement.class.isAssignableFrom(method.getReturnType())
                  ? stub(method.getReturnType(), this::called)
                  : some(method.getReturnType(), 1);
      if (failure != null) {
        throw failure;
      }
      return answer;
    }
  }

  private static <T> T stub(Class<T> type, InvocationHandler handler) {
    ClassLoader loader = ForwardingTest.class.getClassLoader();
    return type.cast(Proxy.newProxyInstance(loader, new Class<?>[] {type}, handler));
  }

  private static Object object(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "stub";
      default -> throw new AssertionError(method);
    };
  }

  /** A value of a type; numbers and texts are others for each number. */
  private static Object some(Class<?> type, int number) {
    if (type == void.class) {
      return null;
    } else if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), number);
    } else if (type.isInterface()) {
      return stub(type, ForwardingTest::object);
    }
    return VALUES.get(type).apply(number);
  }

  private static URL url() {
    try {
      return URI.create("https://example.org").toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }
}
