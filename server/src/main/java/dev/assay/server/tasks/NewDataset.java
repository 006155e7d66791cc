package dev.assay.server.tasks;

import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.BlobId;

/** A data set about to be made. */
public record NewDataset(
    DatasetType type,
    String name,
    String description,
    AccountId owner,
    BlobId blob,
    boolean isPublic) {

  /** One that is its owner's alone. */
  public NewDataset(
      DatasetType type, String name, String description, AccountId owner, BlobId blob) {
    this(type, name, description, owner, blob, false);
  }

  /** Without a description. */
  public NewDataset(DatasetType type, String name, AccountId owner, BlobId blob) {
    this(type, name, "", owner, blob);
  }
}
