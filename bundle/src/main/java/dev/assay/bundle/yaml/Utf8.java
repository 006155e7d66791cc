package dev.assay.bundle.yaml;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Findings;
import dev.assay.bundle.Place;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes text files that must be UTF-8. */
public final class Utf8 {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Utf8() {}

  /** The text without a byte order mark, or a finding that guesses what the encoding is. */
  public static Optional<String> decode(String file, byte[] bytes, Findings findings) {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try {
      CharBuffer text = decoder.decode(ByteBuffer.wrap(bytes));
      boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
      return Optional.of(marked ? text.subSequence(1, text.length()).toString() : text.toString());
    } catch (CharacterCodingException e) {
      findings.add(
          Finding.of(
                  FindingCode.YML_09,
                  place(file, bytes),
                  "The file is not UTF-8; it seems to be " + guess(bytes) + ".")
              .fix("Save it as UTF-8."));
      return Optional.empty();
    }
  }

  private static String guess(byte[] bytes) {
    if (bytes.length >= 2 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xff + 0xfe) {
      return "UTF-16";
    }
    for (byte b : bytes) {
      if (b == 0) {
        return "no text at all";
      }
    }
    return "Latin-1 or Windows-1252";
  }

  /** The first byte that fails is where the longest decodable beginning ends. */
  private static Place place(String file, byte[] bytes) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    decoder.decode(in, out, true);
    String before = out.flip().toString();
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new Place(file, line, before.length() - before.lastIndexOf('\n'), null, null);
  }
}
