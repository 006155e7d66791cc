/**
 * How the site looks: the layout, the components in {@code jte/components}, the stylesheet and
 * scripts, and the words for times, sizes and scores.
 *
 * <p>A feature's controller fills a {@link dev.assay.server.web.PageView} and returns {@link
 * dev.assay.server.web.Screen#page}. This package knows no feature and owns no table.
 */
@NullMarked
package dev.assay.server.web;

import org.jspecify.annotations.NullMarked;
