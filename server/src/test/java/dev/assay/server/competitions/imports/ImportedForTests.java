package dev.assay.server.competitions.imports;

import dev.assay.server.accounts.Account;
import dev.assay.server.accounts.Accounts;
import dev.assay.server.testing.TestBundle;
import dev.assay.server.testing.TestSite;
import java.io.InputStream;
import java.util.Objects;

/** Makes competitions the way users do, without waiting for the site worker. */
public final class ImportedForTests {
  private final TestSite site;
  private final Account owner;

  public ImportedForTests(TestSite site, String owner) {
    this.site = site;
    this.owner = site.bean(Accounts.class).byUsername(owner).orElseThrow();
  }

  /** The path of the new, unpublished competition. */
  public String competition(TestBundle bundle) throws Exception {
    return competition(bundle.stream());
  }

  /** The path of the new competition of a zipped bundle. */
  public String competition(InputStream bundle) throws Exception {
    ImportId id;
    try (var bytes = bundle) {
      id = site.bean(BundleUploads.class).upload(owner, bytes, "bundle.zip");
    }
    site.bean(BundleImporter.class).run(id);
    var done = site.bean(JdbcImports.class).find(id).orElseThrow();
    return "/competitions/" + Objects.requireNonNull(done.competition(), () -> "" + done);
  }
}
