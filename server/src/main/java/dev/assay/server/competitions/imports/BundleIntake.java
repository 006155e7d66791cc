package dev.assay.server.competitions.imports;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.storage.Blob;
import java.io.IOException;
import java.util.List;

/** The way of every bundle into the site, for those who make bundles otherwise than by upload. */
public interface BundleIntake {

  /** Everything an import by this account would find, with what only the site can know. */
  List<Finding> check(BundleSource bundle, AccountId account) throws IOException;

  /** Queues the import of a stored bundle; joins the caller's transaction. */
  ImportId take(Blob bundle, AccountId account);

  /** The size of the largest bundle that this site takes. */
  long maxBytes();
}
