package dev.assay.bundle.program;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words such as {@code $input} that stand for folders in a program's command. */
public final class Variables {
  /**
   * The variable is the longest word after the sign, so that {@code $input_data} is not {@code
   * $input}.
   */
  private static final Pattern WORD = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");

  private Variables() {}

  private enum Variable {
    INPUT,
    INPUT_DATA,
    OUTPUT,
    PROGRAM,
    INGESTION_PROGRAM,
    HIDDEN,
    SHARED,
    SUBMISSION_PROGRAM,
    TMP,
    PREDICTIONS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    String folder(ContainerRole role) {
      return switch (this) {
        // There is no /app/input in prediction; code of older kits means the input data by it.
        case INPUT -> role == ContainerRole.SCORING ? "/app/input" : "/app/input_data";
        case INPUT_DATA -> "/app/input_data";
        case OUTPUT, TMP -> "/app/output";
        case PROGRAM, INGESTION_PROGRAM -> "/app/program";
        case HIDDEN -> "/app/input/ref";
        case SHARED -> "/app/shared";
        case SUBMISSION_PROGRAM -> "/app/ingested_program";
        case PREDICTIONS -> role.isInScoring() ? "/app/input/res" : "/app/output";
      };
    }
  }

  /** The text with every known variable replaced; unknown ones stay. */
  public static String substitute(String text, ContainerRole role) {
    Matcher matcher = WORD.matcher(text);
    return matcher.replaceAll(
        match -> {
          for (Variable variable : Variable.values()) {
            if (variable.word().equals(match.group(1))) {
              return variable.folder(role);
            }
          }
          return Matcher.quoteReplacement(match.group());
        });
  }

  /** The words that look like variables but are none, in order. */
  public static Set<String> unknownIn(String text) {
    Set<String> known = known();
    Set<String> unknown = new LinkedHashSet<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      if (!known.contains(matcher.group())) {
        unknown.add(matcher.group());
      }
    }
    return unknown;
  }

  /** All variables, with the sign. */
  public static Set<String> known() {
    return Arrays.stream(Variable.values())
        .map(variable -> "$" + variable.word())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
