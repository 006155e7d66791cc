package dev.assay.bundle.competition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor reads about a competition.
 *
 * @param image path of the logo inside the bundle
 * @param terms the terms of participation
 * @param report address of a text about the results, such as a paper
 */
public record Overview(
    String title,
    String description,
    String image,
    PageDefinition terms,
    List<PageDefinition> pages,
    @Nullable String reward,
    @Nullable String contactEmail,
    @Nullable String report,
    List<FactSheetQuestion> factSheet) {

  public Overview {
    pages = List.copyOf(pages);
    factSheet = List.copyOf(factSheet);
  }

  /** The same with another logo. */
  public Overview withImage(String newImage) {
    return new Overview(
        title, description, newImage, terms, pages, reward, contactEmail, report, factSheet);
  }

  /** The same with other texts. */
  public Overview withTexts(PageDefinition newTerms, List<PageDefinition> newPages) {
    return new Overview(
        title, description, image, newTerms, newPages, reward, contactEmail, report, factSheet);
  }
}
