package dev.assay.bundle.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.bundle.ZipBuilder;
import dev.assay.bundle.ZipBuilder.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The files of a zip as one text, which a fuzzer can bend without breaking checksums: before each
 * file a line with what it is and its name.
 *
 * <pre>{@code
 * ===-competition.yaml
 * version: 2
 * ===d/reference
 * }</pre>
 *
 * A file is {@code -}, one that can be run {@code x}, a folder {@code d}, a link {@code l}, an
 * encrypted file {@code e}.
 */
final class FileList {
  private static final String MARK = "\n===";

  private FileList() {}

  /** A sound zip of what is listed. */
  static byte[] zip(byte[] list) {
    var zip = new ZipBuilder();
    for (String part : ("\n" + new String(list, ISO_8859_1)).split(MARK, -1)) {
      int end = part.indexOf('\n');
      if (end > 1) {
        byte[] content = part.substring(end + 1).getBytes(ISO_8859_1);
        Entry entry = Entry.file("", content).rawName(part.substring(1, end).getBytes(ISO_8859_1));
        zip.add(as(entry, part.charAt(0)));
      }
    }
    return zip.bytes();
  }

  private static Entry as(Entry entry, char kind) {
    return switch (kind) {
      case 'x' -> entry.mode(0100755);
      case 'd' -> entry.mode(0040755);
      case 'l' -> entry.mode(0120777);
      case 'e' -> entry.encrypted();
      default -> entry;
    };
  }

  /** The list of what is in a zip; its folders are left to be implied. */
  static byte[] of(byte[] zip) {
    var list = new StringBuilder();
    try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        list.append("===-").append(new String(entry.getName().getBytes(UTF_8), ISO_8859_1));
        list.append('\n').append(new String(entries.readAllBytes(), ISO_8859_1)).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return list.toString().getBytes(ISO_8859_1);
  }
}
