package dev.assay.server.runs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns bytes that come in pieces into text: a character cut in two by the end of a piece is held
 * back until its rest comes. What is no UTF-8 becomes the replacement character.
 */
final class Utf8Pieces {
  /** A character has at most four bytes, so an unfinished one has at most three. */
  static final int LONGEST_REST = 3;

  private byte[] rest = {};

  /** Begins in the middle: takes the end of what came before, whose whole characters are out. */
  void after(byte[] before) {
    var from = wholeCharacters(before);
    rest = Arrays.copyOfRange(before, from, before.length);
  }

  String add(byte[] piece) {
    var all = new ByteArrayOutputStream(rest.length + piece.length);
    all.writeBytes(rest);
    all.writeBytes(piece);
    var bytes = all.toByteArray();
    var whole = wholeCharacters(bytes);
    rest = Arrays.copyOfRange(bytes, whole, bytes.length);
    return new String(bytes, 0, whole, StandardCharsets.UTF_8);
  }

  /** How many bytes lie before an unfinished character at the end. */
  private static int wholeCharacters(byte[] bytes) {
    var last = bytes.length - 1;
    for (var at = last; at >= 0 && at > last - LONGEST_REST; at--) {
      var length = lengthOf(bytes[at]);
      if (length > 0) {
        return at + length > bytes.length ? at : bytes.length;
      }
    }
    return bytes.length;
  }

  /** How long a character is that begins with this byte; 0 for a byte inside of one. */
  private static int lengthOf(byte first) {
    var value = first & 0xff;
    if (value >= 0x80 && value < 0xc0) {
      return 0;
    }
    if (value < 0xc0 || value >= 0xf8) {
      return 1;
    }
    return value < 0xe0 ? 2 : value < 0xf0 ? 3 : 4;
  }

  /** Where the first whole character begins, in bytes whose beginning was left out. */
  static int firstCharacter(byte[] bytes) {
    var at = 0;
    while (at < bytes.length && at < LONGEST_REST && lengthOf(bytes[at]) == 0) {
      at++;
    }
    return at;
  }
}
