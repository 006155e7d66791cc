package dev.assay.server.tasks.library;

import dev.assay.server.accounts.Account;
import dev.assay.server.tasks.DatasetType;
import dev.assay.server.tasks.LibraryQuery;
import dev.assay.server.tasks.Reach;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a list was asked for, by the parameters of its address. What is not understood narrows
 * nothing.
 *
 * @param show {@code own}, {@code shared} or {@code public}; anything else is all
 * @param type of data sets, as bundles spell it
 * @param q part of name or description
 * @param before the last one of the page before
 */
record LibraryFilter(
    @Nullable String show, @Nullable String type, @Nullable String q, @Nullable Long before) {
  static final int PAGE = 50;

  Optional<Reach> reach() {
    return Arrays.stream(Reach.values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(show))
        .findFirst();
  }

  private Optional<DatasetType> datasetType() {
    return Arrays.stream(DatasetType.values()).filter(one -> one.text().equals(type)).findFirst();
  }

  /** One more than a page, which tells whether there is another. */
  LibraryQuery query(Account account) {
    return LibraryQuery.of(account.id())
        .reaching(reach().<Set<Reach>>map(EnumSet::of).orElse(EnumSet.allOf(Reach.class)))
        .ofType(datasetType().orElse(null))
        .containing(text())
        .page(before == null ? Long.MAX_VALUE : before, PAGE + 1);
  }

  String text() {
    return q == null ? "" : q.strip().replace("\0", "");
  }

  String typeText() {
    return datasetType().map(DatasetType::text).orElse("");
  }

  /** The parameters of the same list from another place on. */
  String parameters(@Nullable String showInstead, @Nullable Long olderThan) {
    var shown =
        showInstead == null
            ? reach().map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("all")
            : showInstead;
    return "?show="
        + shown
        + (typeText().isEmpty() ? "" : "&type=" + typeText())
        + (text().isEmpty() ? "" : "&q=" + URLEncoder.encode(text(), StandardCharsets.UTF_8))
        + (olderThan == null ? "" : "&before=" + olderThan);
  }
}
