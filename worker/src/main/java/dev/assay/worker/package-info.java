/**
 * The compute worker: claims runs from a site over HTTPS, fetches their files into a cache, runs
 * them on a container engine, and brings back logs, files and the result. Everything it does can be
 * repeated: the site's fencing token decides what counts.
 */
@NullMarked
package dev.assay.worker;

import org.jspecify.annotations.NullMarked;
