/**
 * Files on their way in, over any number of connections: the tus protocol, bound to an account and
 * a purpose, refused before the first byte where they could not be used. What is whole is sealed;
 * the feature it was sent for then takes it. Table: {@code upload}.
 */
@NullMarked
package dev.assay.server.uploads;

import org.jspecify.annotations.NullMarked;
