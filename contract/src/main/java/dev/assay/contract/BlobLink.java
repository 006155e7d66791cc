package dev.assay.contract;

/**
 * A stored file and a short-lived signed link to fetch it with a plain GET, without the worker's
 * token. The link may be relative to the site's address. Cache by hash, never by link.
 *
 * @param sha256 64 lower-case hex digits
 */
public record BlobLink(String url, long size, String sha256, String fileName) {}
