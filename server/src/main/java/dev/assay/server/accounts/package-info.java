/**
 * Who somebody is and how they prove it: accounts, passwords, sessions, API tokens. Tables: {@code
 * account}, {@code api_token}, {@code address_link}, {@code spring_session*}.
 */
@NullMarked
package dev.assay.server.accounts;

import org.jspecify.annotations.NullMarked;
