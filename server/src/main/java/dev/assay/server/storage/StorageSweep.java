package dev.assay.server.storage;

import dev.assay.server.kernel.SqlTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes what nothing refers to any more. First the row, whose foreign keys refuse if somebody
 * refers to it at this very moment; then, once that is committed, the file. A crash in between
 * leaves a file without a row, which a later sweep finds.
 */
final class StorageSweep {
  private static final Logger log = LoggerFactory.getLogger(StorageSweep.class);
  private static final int AT_ONCE = 1000;

  /** A worker may store something long before it reports. */
  private static final Duration LONGEST_RUN = Duration.ofDays(7);

  private final LocalDisk disk;
  private final JdbcClient jdbc;

  StorageSweep(LocalDisk disk, JdbcClient jdbc) {
    this.disk = disk;
    this.jdbc = jdbc;
  }

  /**
   * What was deleted.
   *
   * @param objects that nothing referred to
   * @param leftovers files of uploads that were never sealed, and objects without a row
   */
  record Swept(int objects, int leftovers) {}

  /**
   * @param before only what was stored earlier is touched
   */
  Swept sweep(Instant before) throws IOException {
    var swept = new Swept(sweepBlobs(before), sweepFiles(before));
    if (swept.objects() + swept.leftovers() > 0) {
      log.info(
          "Deleted {} objects that nothing referred to, and {} leftover files",
          swept.objects(),
          swept.leftovers());
    }
    return swept;
  }

  private record Candidate(long id, String key) {}

  private int sweepBlobs(Instant before) throws IOException {
    var unused = new BlobReferences(jdbc).none();
    var deleted = 0;
    long last = 0;
    while (true) {
      var candidates = candidates(unused, before, last);
      for (var one : candidates) {
        if (delete(one, unused)) {
          disk.delete(one.key());
          deleted++;
        }
      }
      if (candidates.size() < AT_ONCE) {
        return deleted;
      }
      last = candidates.getLast().id();
    }
  }

  private List<Candidate> candidates(String unused, Instant before, long after) {
    return jdbc.sql(
            "select b.id, b.object_key from blob b where b.id > :after and b.sealed_at < :before and "
                + unused
                + " order by b.id limit "
                + AT_ONCE)
        .param("after", after)
        .param("before", SqlTime.of(before))
        .query((row, _) -> new Candidate(row.getLong("id"), row.getString("object_key")))
        .list();
  }

  private boolean delete(Candidate one, String unused) {
    try {
      return jdbc.sql("delete from blob b where b.id = :id and " + unused)
              .param("id", one.id())
              .update()
          == 1;
    } catch (DataIntegrityViolationException e) {
      log.info("Object {} came into use while it was about to be deleted; it stays", one.id());
      return false;
    }
  }

  private int sweepFiles(Instant before) throws IOException {
    var deleted = disk.deleteUploads(before.minus(LONGEST_RUN));
    for (var keys : disk.objectKeys(before, AT_ONCE)) {
      var known = known(keys);
      for (var key : keys) {
        if (!known.contains(key)) {
          disk.delete(key);
          deleted++;
        }
      }
    }
    return deleted;
  }

  private Set<String> known(List<String> keys) {
    return new HashSet<>(
        jdbc.sql("select object_key from blob where object_key in (:keys)")
            .param("keys", keys)
            .query(String.class)
            .list());
  }
}
