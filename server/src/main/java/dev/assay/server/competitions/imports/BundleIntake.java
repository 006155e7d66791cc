package dev.assay.server.competitions.imports;

import dev.assay.bundle.Finding;
import dev.assay.bundle.archive.BundleSource;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.storage.Blob;
import dev.assay.server.storage.Storage;
import dev.assay.server.web.Readable;
import dev.assay.server.web.SentName;
import java.io.IOException;
import java.util.List;
import org.springframework.web.multipart.MultipartFile;

/** The way of every bundle into the site, for those who make bundles otherwise than by upload. */
public interface BundleIntake {

  /** Everything an import by this account would find, with what only the site can know. */
  List<Finding> check(BundleSource bundle, AccountId account) throws IOException;

  /** Queues the import of a stored bundle; joins the caller's transaction. */
  ImportId take(Blob bundle, AccountId account);

  /** The size of the largest bundle that this site takes. */
  long maxBytes();

  /** What senders of a larger one are told. */
  static String refusal(Storage.TooLarge larger) {
    return "The bundle is larger than the %s that this site takes."
        .formatted(Readable.size(larger.maxBytes()));
  }

  /** As its sender calls the file, or a name of our own. */
  static String fileName(MultipartFile bundle) {
    return SentName.of(bundle, "bundle.zip");
  }
}
