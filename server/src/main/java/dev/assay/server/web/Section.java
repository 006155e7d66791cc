package dev.assay.server.web;

/** The entries of the site's navigation. */
public enum Section {
  COMPETITIONS,
  QUEUES,
  LIBRARY,
  DRAFTS,
  UPLOAD,
  ACCOUNT,
  NONE
}
