package dev.assay.server.uploads;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The header {@code Upload-Metadata} of tus: names with values in Base64, separated by commas. */
final class UploadMetadata {
  private UploadMetadata() {}

  /** Empty if it is written wrongly. */
  static Optional<Map<String, String>> parse(String header) {
    var about = new LinkedHashMap<String, String>();
    for (var pair : header.split(",")) {
      var words = pair.strip().split(" +", 2);
      if (words[0].isEmpty()) {
        continue;
      }
      try {
        var value = words.length < 2 ? new byte[0] : Base64.getDecoder().decode(words[1].strip());
        about.put(words[0], new String(value, StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(about);
  }
}
