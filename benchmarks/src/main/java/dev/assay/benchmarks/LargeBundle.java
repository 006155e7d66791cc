package dev.assay.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * A bundle of any size: the tiny sample with input data of many files, half of them packed, half of
 * them (pictures, say) stored.
 */
final class LargeBundle {
  private static final int VARIANTS = 32;

  private LargeBundle() {}

  private record Packed(byte[] bytes, long crc, long size) {}

  /** Writes the zip; its size comes out within a few percent of what is wanted. */
  static void write(Path tiny, Path zipFile, long bytes, int files) throws IOException {
    var each = (int) Math.max(16, bytes / files - 150); // headers
    var random = new Random(1);
    try (var zip = new ZipArchiveOutputStream(zipFile)) {
      copySample(tiny, zip);
      var packed = new Packed[VARIANTS];
      var stored = new byte[VARIANTS][];
      for (var i = 0; i < VARIANTS; i++) {
        packed[i] = packed(random, each);
        stored[i] = new byte[each];
        random.nextBytes(stored[i]);
      }
      for (var i = 0; i < files; i++) {
        var name = "input_data/part-%03d/file-%06d".formatted(i / 1000, i);
        if (i % 2 == 0) {
          addPacked(zip, name, packed[i / 2 % VARIANTS]);
        } else {
          addStored(zip, name, stored[i / 2 % VARIANTS]);
        }
      }
    }
  }

  /** Text that packs to three quarters, and so to the size that is wanted. */
  private static Packed packed(Random random, int size) throws IOException {
    var raw = new byte[size];
    random.nextBytes(raw);
    var text = Base64.getEncoder().encode(raw);
    var out = new ByteArrayOutputStream();
    try (var deflater =
        new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
      deflater.write(text);
    }
    var sum = new CRC32();
    sum.update(text);
    return new Packed(out.toByteArray(), sum.getValue(), text.length);
  }

  private static void addPacked(ZipArchiveOutputStream zip, String name, Packed content)
      throws IOException {
    var entry = new ZipArchiveEntry(name + ".csv");
    entry.setMethod(ZipArchiveEntry.DEFLATED);
    entry.setSize(content.size());
    entry.setCompressedSize(content.bytes().length);
    entry.setCrc(content.crc());
    zip.addRawArchiveEntry(entry, new ByteArrayInputStream(content.bytes()));
  }

  private static void addStored(ZipArchiveOutputStream zip, String name, byte[] content)
      throws IOException {
    var entry = new ZipArchiveEntry(name + ".png");
    var sum = new CRC32();
    sum.update(content);
    entry.setMethod(ZipArchiveEntry.STORED);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(sum.getValue());
    zip.addRawArchiveEntry(entry, new ByteArrayInputStream(content));
  }

  private static void copySample(Path tiny, ZipArchiveOutputStream zip) throws IOException {
    List<Path> files;
    try (var walk = Files.walk(tiny)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (var file : files) {
      var name = tiny.relativize(file).toString();
      var content =
          name.equals("competition.yaml")
              ? Files.readString(file)
                  .replaceFirst("(scoring_program: .*)", "$1\n    input_data: input_data")
                  .getBytes(UTF_8)
              : Files.readAllBytes(file);
      zip.putArchiveEntry(new ZipArchiveEntry(name));
      zip.write(content);
      zip.closeArchiveEntry();
    }
  }
}
