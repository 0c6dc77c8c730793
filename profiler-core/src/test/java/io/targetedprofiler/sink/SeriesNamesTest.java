package io.targetedprofiler.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetedprofiler.model.Frame;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The name of a series")
class SeriesNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select net from price where sku = ?            | SQL select price",
        "SELECT p1_0.net FROM shop.price p1_0           | SQL SELECT shop.price",
        "insert into item (a, b) values (?, ?)          | SQL insert item",
        "insert into item(a, b) values (?, ?)           | SQL insert item",
        "update stock set qty = qty - ? where sku = ?   | SQL update stock",
        "delete from stock where sku in (?)             | SQL delete stock",
        "merge into stock using x on y                  | SQL merge stock",
        "select a from (select b from c)                | SQL select c",
        "select ?                                       | SQL select",
        "call next_number(?)                            | SQL call",
        "commit                                         | SQL commit",
        "(unparsed select)                              | SQL (unparsed select)",
        "(other)                                        | SQL (other)"
      })
  @DisplayName("of a statement is its verb and table")
  void statement(String text, String name) {
    assertThat(SeriesNames.of(Frame.statement(text))).isEqualTo(name);
  }

  @Test
  @DisplayName("of anything else is that of the report")
  void others() {
    assertThat(SeriesNames.of(new Frame("com.acme.Orders", "from", "()", "", 0)))
        .isEqualTo("Orders.from");
    assertThat(SeriesNames.of(Frame.named("HTTP GET api.example.com")))
        .isEqualTo("HTTP GET api.example.com");
  }
}
