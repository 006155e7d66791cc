package dev.assay.bundle.competition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor reads about a competition.
 *
 * @param image path of the logo inside the bundle
 * @param terms the terms of participation
 */
public record Overview(
    String title,
    String description,
    String image,
    PageDefinition terms,
    List<PageDefinition> pages,
    @Nullable String reward,
    @Nullable String contactEmail,
    List<FactSheetQuestion> factSheet) {

  public Overview {
    pages = List.copyOf(pages);
    factSheet = List.copyOf(factSheet);
  }
}
