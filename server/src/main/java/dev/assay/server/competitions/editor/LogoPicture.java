package dev.assay.server.competitions.editor;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * A picture of its own for each competition that has none yet: a pattern, since the format wants a
 * logo and a new competition should not wait for one.
 */
final class LogoPicture {
  private static final int CELLS = 5;
  private static final int CELL = 48;
  private static final int EDGE = 24;

  private LogoPicture() {}

  /** A square PNG; the same words always give the same picture. */
  static byte[] of(String words) {
    var random = new Random(words.hashCode());
    var size = CELLS * CELL + 2 * EDGE;
    var picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    var hue = random.nextFloat();
    var ink = Color.getHSBColor(hue, 0.62f, 0.62f);
    fill(picture, 0, 0, size, Color.getHSBColor(hue, 0.08f, 0.96f));
    for (var x = 0; x <= CELLS / 2; x++) {
      for (var y = 0; y < CELLS; y++) {
        if (random.nextBoolean()) {
          fill(picture, EDGE + x * CELL, EDGE + y * CELL, CELL, ink);
          fill(picture, EDGE + (CELLS - 1 - x) * CELL, EDGE + y * CELL, CELL, ink);
        }
      }
    }
    return png(picture);
  }

  private static void fill(BufferedImage picture, int left, int top, int size, Color colour) {
    for (var x = left; x < left + size; x++) {
      for (var y = top; y < top + size; y++) {
        picture.setRGB(x, y, colour.getRGB());
      }
    }
  }

  private static byte[] png(BufferedImage picture) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
