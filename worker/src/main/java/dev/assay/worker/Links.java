package dev.assay.worker;

import dev.assay.contract.BlobLink;
import dev.assay.contract.RunOrder;
import dev.assay.contract.UploadKind;
import java.net.URI;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;

/** Addresses that a site names, and what a status says about trying again. */
final class Links {
  private Links() {}

  /** A link as it is, or below the site's address, which may have a path of its own. */
  static URI below(URI site, String link) {
    if (link.startsWith("http://") || link.startsWith("https://")) {
      return URI.create(link);
    }
    var base = site.toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
            + (link.startsWith("/") ? link : "/" + link));
  }

  /** The same order, with links that are whole. */
  static RunOrder absolute(URI site, RunOrder order) {
    var task = order.task();
    var uploads = new EnumMap<UploadKind, RunOrder.UploadLink>(UploadKind.class);
    order
        .uploads()
        .forEach(
            (kind, link) ->
                uploads.put(
                    kind,
                    new RunOrder.UploadLink(
                        below(site, link.url()).toString(), link.maxBytes(), link.maxEnclosed())));
    return new RunOrder(
        order.attempt(),
        order.token(),
        order.number(),
        order.evaluation(),
        order.submissionNumber(),
        order.kind(),
        order.leaseSeconds(),
        order.heartbeatSeconds(),
        order.image(),
        order.timeLimitSeconds(),
        order.sandboxing(),
        new RunOrder.TaskFiles(
            absolute(site, task.scoringProgram()),
            absoluteIfAny(site, task.ingestionProgram()),
            absoluteIfAny(site, task.inputData()),
            absoluteIfAny(site, task.referenceData()),
            task.ingestionOnlyDuringScoring(),
            task.shareOutput(),
            task.showReferenceData(),
            task.detailedResults()),
        absoluteIfAny(site, order.submission()),
        absoluteIfAny(site, order.predictions()),
        uploads,
        order.scoreKeys(),
        order.gpus());
  }

  private static BlobLink absolute(URI site, BlobLink link) {
    return new BlobLink(
        below(site, link.url()).toString(), link.size(), link.sha256(), link.fileName());
  }

  private static @Nullable BlobLink absoluteIfAny(URI site, @Nullable BlobLink link) {
    return link == null ? null : absolute(site, link);
  }

  /** Whether the same request may well succeed later. */
  static boolean isPassing(int status) {
    return status >= 500 || status == 408 || status == 425 || status == 429;
  }
}
