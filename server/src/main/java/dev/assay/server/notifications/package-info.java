/**
 * Letters to people by mail, where the site has a mail server: what their competition or queue
 * needs them for. Written into the database in the transaction that gave the occasion, and sent by
 * the site worker. Everything in them is on pages too. Table: {@code letter}.
 */
@NullMarked
package dev.assay.server.notifications;

import org.jspecify.annotations.NullMarked;
