package io.targetedprofiler.agent;

import io.targetedprofiler.format.StatisticsOrder;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A key to sort by. */
final class OrderConverter implements ITypeConverter<StatisticsOrder> {
  @Override
  public StatisticsOrder convert(String key) {
    return StatisticsOrder.of(key)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "unknown key '"
                        + key
                        + "', use one of "
                        + String.join(", ", StatisticsOrder.allKeys())));
  }
}
