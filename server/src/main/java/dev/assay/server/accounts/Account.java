package dev.assay.server.accounts;

import dev.assay.server.kernel.AccountId;

/** Somebody who may log in. */
public record Account(AccountId id, String username, String displayName, boolean isAdministrator) {}
