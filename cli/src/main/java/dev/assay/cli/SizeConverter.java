package dev.assay.cli;

import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes such as {@code 500M} or {@code 20G}; the units are powers of 1024. */
final class SizeConverter implements ITypeConverter<Size> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([KMGT]?)(?:I?B)?");

  @Override
  public Size convert(String text) {
    var matcher = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "\"%s\" is not a size: write a number and K, M, G or T, such as 20G".formatted(text));
    }
    var power = matcher.group(2).isEmpty() ? 0 : "KMGT".indexOf(matcher.group(2)) + 1;
    return new Size(Long.parseLong(matcher.group(1)) << (10 * power));
  }
}
