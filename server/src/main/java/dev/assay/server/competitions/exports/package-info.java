/**
 * What competitions are at present, said as bundles say it: read from the database, written as
 * bundles by a persistent task of the site worker, downloaded by organisers. Table: {@code
 * competition_dump}.
 */
@NullMarked
package dev.assay.server.competitions.exports;

import org.jspecify.annotations.NullMarked;
