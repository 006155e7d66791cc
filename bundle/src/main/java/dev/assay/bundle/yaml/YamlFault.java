package dev.assay.bundle.yaml;

import dev.assay.bundle.FindingCode;
import org.jspecify.annotations.Nullable;

/** The document cannot be read any further; never leaves this package. */
final class YamlFault extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final FindingCode code;
  private final transient YamlNode.@Nullable Mark mark;
  private final String fix;

  YamlFault(FindingCode code, YamlNode.@Nullable Mark mark, String message, String fix) {
    super(message, null, false, false);
    this.code = code;
    this.mark = mark;
    this.fix = fix;
  }

  static YamlFault syntax(YamlNode.Mark mark, String message, String fix) {
    return new YamlFault(FindingCode.YML_01, mark, message, fix);
  }

  FindingCode code() {
    return code;
  }

  YamlNode.@Nullable Mark mark() {
    return mark;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  String fix() {
    return fix;
  }
}
