package io.targetedprofiler.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Statements made up as four dialects write them, their values among them, and what all of them
 * have in common: however a statement is read, no value is shown. The seed of a failure is in its
 * message; seeds that once failed belong into {@link #SEEDS}.
 */
@DisplayName("The text of a made-up statement")
class SqlFuzzTest {

  private static final long[] SEEDS = {0, 1, 42};

  /** In every value, and nowhere else. */
  private static final List<String> SECRETS = List.of("zqsecret", "zq it", "98765");

  @Test
  @DisplayName("holds none of its values, in a million statements")
  void million() {
    int statements = Integer.getInteger("sql.fuzz", 1_000_000);
    for (long seed : SEEDS) {
      check(seed);
    }
    long shown = 0;
    for (long seed = 1_000; seed < 1_000 + statements; seed++) {
      shown += check(seed) ? 1 : 0;
    }
    assertThat(shown).as("statements that are shown").isGreaterThan(statements / 10);
  }

  private static boolean check(long seed) {
    String sql = new Statement(new Random(seed)).make();
    String text = SqlText.of(sql);
    String lower = text.toLowerCase(Locale.ROOT);
    for (String secret : SECRETS) {
      if (lower.contains(secret)) {
        throw new AssertionError("seed " + seed + " shows a value: " + text + "\nof: " + sql);
      }
    }
    return !text.startsWith("(");
  }

  private enum Dialect {
    STANDARD,
    POSTGRES,
    MYSQL,
    SQL_SERVER,
    ORACLE
  }

  /** One statement; every value in it holds a secret. */
  private static final class Statement {

    private static final List<Dialect> DIALECTS = List.of(Dialect.values());

    private static final String[] FILLINGS = {
      "",
      " ",
      "it",
      "'",
      "\"",
      "`",
      "--",
      "-- ",
      "/*",
      "*/",
      "#",
      ";",
      "$$",
      "$a$",
      "[",
      "]",
      "\n",
      "\\",
      "?",
      ",",
      "(",
      ")",
      "é",
      "秘密",
      "😀",
      " or 1=1",
      " from t where ",
      "q'[",
      "//",
      "\t"
    };

    private final Random random;
    private final Dialect dialect;
    private final StringBuilder sql = new StringBuilder();

    Statement(Random random) {
      this.random = random;
      this.dialect = DIALECTS.get(random.nextInt(DIALECTS.size()));
    }

    String make() {
      gap();
      switch (random.nextInt(5)) {
        case 0 -> insert();
        case 1 -> update();
        case 2 -> words("delete from", name());
        default -> select();
      }
      if (random.nextInt(3) > 0) {
        where();
      }
      gap();
      return random.nextInt(20) == 0 ? sql + "; select " + value() : sql.toString();
    }

    private void select() {
      words("select");
      do {
        expression();
      } while (random.nextBoolean() && words(","));
      words("from", name());
    }

    private void insert() {
      words("insert into", name(), "values");
      do {
        list();
      } while (random.nextBoolean() && words(","));
    }

    private void update() {
      words("update", name(), "set");
      do {
        words("a", "=");
        expression();
      } while (random.nextBoolean() && words(","));
    }

    private void where() {
      words("where");
      do {
        words(name());
        if (random.nextBoolean()) {
          words("in");
          list();
        } else {
          words("=");
          expression();
        }
      } while (random.nextBoolean() && words("and"));
    }

    private void list() {
      words("(");
      do {
        expression();
      } while (random.nextInt(3) > 0 && words(","));
      words(")");
    }

    private void expression() {
      switch (random.nextInt(6)) {
        case 0 -> words(name());
        case 1 -> {
          words("lower(");
          expression();
          words(")");
        }
        case 2 -> words(name(), "+", value());
        default -> words(value());
      }
    }

    private boolean words(String... words) {
      for (String word : words) {
        sql.append(word);
        gap();
      }
      return true;
    }

    private void gap() {
      sql.append(random.nextInt(4) == 0 ? "\n" : " ");
      if (random.nextInt(10) == 0) {
        sql.append(comment());
      }
    }

    private String comment() {
      String text = filling().replace("*/", "").replace("/*", "").replace("*", "");
      if (dialect == Dialect.MYSQL && random.nextInt(3) == 0) {
        return "# zqsecret " + text.replace("\n", "") + "\n";
      }
      if (dialect == Dialect.POSTGRES && random.nextInt(4) == 0) {
        return "/* zqsecret /* zqsecret */ zqsecret " + text + " */ ";
      }
      return random.nextBoolean()
          ? "-- zqsecret " + text.replace("\n", "") + "\n"
          : "/* zqsecret " + text + " */ ";
    }

    private String name() {
      String name = "abc".charAt(random.nextInt(3)) + String.valueOf(random.nextInt(3));
      return switch (random.nextInt(4)) {
        case 0 ->
            switch (dialect) {
              case MYSQL -> '`' + name + '`';
              case SQL_SERVER -> "[" + name + (random.nextInt(4) == 0 ? " it's" : "") + ']';
              default -> '"' + name + (random.nextInt(4) == 0 ? " it's" : "") + '"';
            };
        case 1 -> "t." + name;
        default -> name;
      };
    }

    private String value() {
      return switch (random.nextInt(8)) {
        case 0 -> "98765" + (random.nextBoolean() ? ".98765e-3" : "");
        case 1 -> "-98765";
        case 2 -> "?";
        case 3 -> ofDialect();
        default -> quoted('\'');
      };
    }

    private String ofDialect() {
      return switch (dialect) {
        case STANDARD -> "X'98765'";
        case POSTGRES ->
            switch (random.nextInt(3)) {
              case 0 -> "$zq$" + inner().replace("$zq$", "") + "$zq$";
              case 1 -> "E'" + inner().replace("\\", "\\\\").replace("'", "\\'") + '\'';
              default -> "array[" + quoted('\'') + ", 98765]";
            };
        case MYSQL -> random.nextBoolean() ? quoted('"') : "_utf8" + quoted('\'');
        case SQL_SERVER -> "N" + quoted('\'');
        case ORACLE -> "q'[" + inner().replace("]'", "") + "]'";
      };
    }

    /** A string as its dialect writes it. */
    private String quoted(char quote) {
      String text = inner();
      String q = String.valueOf(quote);
      if (dialect == Dialect.MYSQL) {
        text = text.replace("\\", "\\\\");
        return q + text.replace(q, random.nextBoolean() ? q + q : "\\" + q) + q;
      }
      return q + text.replace(q, q + q) + q;
    }

    private String inner() {
      return filling() + "zqsecret" + filling() + (random.nextInt(3) == 0 ? "zq it" : "");
    }

    private String filling() {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(4); i > 0; i--) {
        text.append(FILLINGS[random.nextInt(FILLINGS.length)]);
      }
      return text.toString();
    }
  }
}
