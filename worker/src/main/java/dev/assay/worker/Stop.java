package dev.assay.worker;

/** Why a run was stopped before its end. */
enum Stop {
  /** Somebody asked for it, and the site passed it on. */
  CANCELLED,
  /** The site says that the run is another's now. */
  LEASE_REFUSED,
  /** The site was out of reach for a whole lease, so the run may be another's now. */
  SITE_UNHEARD,
  /** The worker has to stop. */
  GIVEN_BACK
}
