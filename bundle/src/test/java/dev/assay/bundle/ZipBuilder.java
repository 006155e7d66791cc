package dev.assay.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zips byte by byte, so that tests can lie in every field. */
public final class ZipBuilder {
  private static final int UTF8_FLAG = 0x800;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int count;

  /** One entry with all that can be told about it. */
  public static final class Entry {
    private byte[] name;
    private byte[] content;
    private int flags = UTF8_FLAG;
    private int method = 8;
    private int mode = 0100644;
    private long size;
    private long crc;

    private Entry(String name, byte[] content) {
      this.name = name.getBytes(StandardCharsets.UTF_8);
      this.content = content;
      this.size = content.length;
      var crc32 = new CRC32();
      crc32.update(content);
      this.crc = crc32.getValue();
    }

    public static Entry file(String name, String content) {
      return new Entry(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public static Entry file(String name, byte[] content) {
      return new Entry(name, content);
    }

    public static Entry link(String name, String target) {
      return file(name, target).mode(0120777);
    }

    public Entry mode(int newMode) {
      mode = newMode;
      return this;
    }

    public Entry method(int number) {
      method = number;
      return this;
    }

    public Entry encrypted() {
      flags |= 1;
      return this;
    }

    public Entry nameIn(Charset charset, String newName) {
      flags &= ~UTF8_FLAG;
      name = newName.getBytes(charset);
      return this;
    }

    public Entry rawName(byte... bytes) {
      name = bytes;
      return this;
    }

    public Entry announcing(long newSize) {
      size = newSize;
      return this;
    }

    public Entry crc(long newCrc) {
      crc = newCrc;
      return this;
    }
  }

  /** A zip of one file. */
  public static byte[] of(String name, String content) {
    return new ZipBuilder().file(name, content).bytes();
  }

  public ZipBuilder file(String name, String content) {
    return add(Entry.file(name, content));
  }

  public ZipBuilder file(String name, byte[] content) {
    return add(Entry.file(name, content));
  }

  public ZipBuilder folder(String name) {
    return add(Entry.file(name + "/", "").method(0).mode(0040755));
  }

  public ZipBuilder add(Entry entry) {
    byte[] data = entry.method == 8 ? deflate(entry.content) : entry.content;
    int offset = body.size();
    ByteBuffer local = header(30 + entry.name.length);
    local.putInt(0x04034b50).putShort((short) 20);
    common(local, entry, data.length);
    local.put(entry.name);
    body.writeBytes(local.array());
    body.writeBytes(data);
    ByteBuffer central = header(46 + entry.name.length);
    central.putInt(0x02014b50).putShort((short) (3 << 8 | 20)).putShort((short) 20);
    common(central, entry, data.length);
    central.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    central.putInt(entry.mode << 16).putInt(offset);
    central.put(entry.name);
    directory.writeBytes(central.array());
    count++;
    return this;
  }

  private static void common(ByteBuffer header, Entry entry, int packed) {
    header.putShort((short) entry.flags).putShort((short) entry.method);
    header.putShort((short) 0).putShort((short) 0x21);
    header.putInt((int) entry.crc).putInt(packed).putInt((int) entry.size);
    header.putShort((short) entry.name.length).putShort((short) 0);
  }

  public byte[] bytes() {
    var all = new ByteArrayOutputStream();
    all.writeBytes(body.toByteArray());
    all.writeBytes(directory.toByteArray());
    ByteBuffer end = header(22);
    end.putInt(0x06054b50).putInt(0).putShort((short) count).putShort((short) count);
    end.putInt(directory.size()).putInt(body.size()).putShort((short) 0);
    all.writeBytes(end.array());
    return all.toByteArray();
  }

  public Path write(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer header(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] deflate(byte[] content) {
    var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(content);
      deflater.finish();
      var out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
