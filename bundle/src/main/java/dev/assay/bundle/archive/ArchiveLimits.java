package dev.assay.bundle.archive;

/**
 * How much an archive may hold.
 *
 * @param maxEntries files and folders
 * @param maxBytes of all files together, unpacked
 * @param maxDepth folders inside each other
 * @param maxRatio unpacked bytes for each byte of the archive
 * @param ratioFloor unpacked bytes below which the ratio is not looked at
 */
public record ArchiveLimits(
    int maxEntries, long maxBytes, int maxDepth, int maxRatio, long ratioFloor) {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  public ArchiveLimits {
    if (maxEntries < 1 || maxBytes < 1 || maxDepth < 1 || maxRatio < 1 || ratioFloor < 0) {
      throw new IllegalArgumentException(
          "limits must be positive: %d entries, %d bytes, depth %d, ratio %d, ratio from %d bytes on"
              .formatted(maxEntries, maxBytes, maxDepth, maxRatio, ratioFloor));
    }
  }

  /** For competition bundles and their data. */
  public static ArchiveLimits forBundles() {
    return new ArchiveLimits(200_000, 64 * GIB, 64, 250, 256 * MIB);
  }

  /** For what participants send. */
  public static ArchiveLimits forSubmissions() {
    return new ArchiveLimits(50_000, 8 * GIB, 64, 250, 128 * MIB);
  }
}
