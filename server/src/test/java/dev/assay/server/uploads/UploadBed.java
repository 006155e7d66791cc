package dev.assay.server.uploads;

import dev.assay.server.kernel.BlobId;
import dev.assay.server.storage.Storage;
import dev.assay.server.testing.Browser;
import dev.assay.server.testing.TestSite;
import java.util.Arrays;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A site that takes uploads, and two people who send them. */
final class UploadBed implements AutoCloseable {
  static final int LIMIT = 40_000_000;
  private static final String PASSWORD = "correct horse battery";

  final TestSite site;
  final TusClient ann;
  final TusClient eve;

  private UploadBed(TestSite site) throws Exception {
    this.site = site;
    Browser.signedUp(site, "ann");
    Browser.signedUp(site, "eve");
    this.ann = TusClient.as(site, "ann", PASSWORD);
    this.eve = TusClient.as(site, "eve", PASSWORD);
  }

  static UploadBed start() throws Exception {
    return new UploadBed(
        TestSite.start(
            "assay.roles=site",
            "assay.imports.max-bundle-size=" + LIMIT + "B",
            "assay.submissions.max-bytes=10000",
            "assay.uploads.checkpoint=50ms"));
  }

  static byte[] bytes(int size, long seed) {
    var bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static byte[] from(byte[] bytes, long offset) {
    return Arrays.copyOfRange(bytes, (int) offset, bytes.length);
  }

  JdbcClient jdbc() {
    return site.bean(JdbcClient.class);
  }

  BlobId blob(String upload) {
    return new BlobId(
        jdbc()
            .sql("select blob_id from upload where id = :id::uuid")
            .param("id", TusClient.id(upload))
            .query(Long.class)
            .single());
  }

  byte[] stored(String upload) throws Exception {
    try (var content = site.bean(Storage.class).open(blob(upload))) {
      return content.readAllBytes();
    }
  }

  @Override
  public void close() {
    site.close();
  }
}
