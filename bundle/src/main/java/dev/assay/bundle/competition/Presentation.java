package dev.assay.bundle.competition;

import dev.assay.bundle.Finding;
import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Findings;
import dev.assay.bundle.Place;
import dev.assay.bundle.archive.ArchiveFault;
import dev.assay.bundle.archive.SourceEntry;
import dev.assay.bundle.yaml.Utf8;
import dev.assay.bundle.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what visitors see: title, logo, terms, pages. */
final class Presentation {
  private static final int MAX_TITLE = 256;
  private static final int MAX_PAGE_TITLE = 255;
  private static final int MAX_REWARD = 256;
  private static final int MAX_EMAIL = 254;
  private static final int MAX_PAGE_BYTES = 8 << 20;
  private static final Pattern EMAIL =
      Pattern.compile("[^@\\s]+@(?:[^@\\s]+\\.[^@\\s.]+|localhost|\\[[0-9A-Fa-f:.]+\\])");

  private final References references;
  private final Reading reading;

  Presentation(References references, Reading reading) {
    this.references = references;
    this.reading = reading;
  }

  /** Null if a required part could not be read. */
  @Nullable Overview read(Section top, AssaySection assay) throws IOException {
    String title = Values.required(top, "title", MAX_TITLE, FindingCode.CMP_01);
    String description = Values.orEmpty(top, "description");
    String image = references.file(top, "image", FindingCode.CMP_02, FindingCode.CMP_02);
    if (image != null) {
      checkImage(top, image);
    }
    PageDefinition terms = terms(top, "terms", false);
    List<PageDefinition> pages = pages(top);
    return overview(top, assay, title, description, image, terms, pages);
  }

  /** The same for version 1.5, where terms and pages stand in one mapping. */
  @Nullable Overview readLegacy(Section top, AssaySection assay) throws IOException {
    String title = Values.required(top, "title", MAX_TITLE, FindingCode.CMP_01);
    String description = Values.orEmpty(top, "description");
    String image = references.file(top, "image", FindingCode.CMP_02, FindingCode.CMP_02);
    if (image != null) {
      checkImage(top, image);
    }
    if (!(top.takeUnlessNull("html") instanceof YamlNode.Mapping mapping)) {
      top.report(
          FindingCode.LEG_01,
          "html",
          "Version 1.5 needs 'html' with a file for each page.",
          "Write 'html:' with 'overview: overview.html' and 'terms: terms.html', or 'version: 2'.");
      return null;
    }
    var html = new Section(reading, mapping, top.path("html"));
    if (!html.has("terms")) {
      html.report(
          FindingCode.LEG_02,
          "terms",
          "There is no 'terms' among the pages.",
          "Write 'terms: terms.html' below 'html'.");
    }
    PageDefinition terms = html.has("terms") ? terms(html, "terms", true) : null;
    return overview(top, assay, title, description, image, terms, legacyPages(html));
  }

  private List<PageDefinition> legacyPages(Section html) throws IOException {
    List<PageDefinition> pages = new ArrayList<>();
    for (YamlNode.Entry entry : html.mapping().entries()) {
      String title = entry.key().raw();
      if (title.equals("terms")) {
        continue;
      }
      String file = references.file(html, title, FindingCode.PAG_02, FindingCode.PAG_03);
      String content = file == null ? null : text(html, title, file);
      if (file != null && content != null) {
        checkNotBlank(html, title, file, content, true);
        PageMedia.check(html, title, file, content);
        pages.add(new PageDefinition(shortened(html, title), file, content));
      }
    }
    return pages;
  }

  private static String shortened(Section html, String title) {
    if (Values.length(title.strip()) > MAX_PAGE_TITLE) {
      html.report(
          FindingCode.PAG_02,
          title,
          "The page's title has more than " + MAX_PAGE_TITLE + " characters.",
          "Shorten it.");
    }
    if (title.isBlank()) {
      html.report(FindingCode.PAG_02, title, "The page has no title.", "Write one before the ':'.");
    }
    Values.checkName(html, title, FindingCode.PAG_02);
    return Values.cut(title.strip(), MAX_PAGE_TITLE);
  }

  private static @Nullable Overview overview(
      Section top,
      AssaySection assay,
      @Nullable String title,
      String description,
      @Nullable String image,
      @Nullable PageDefinition terms,
      List<PageDefinition> pages) {
    String reward = Values.optional(top, "reward", MAX_REWARD);
    String email = email(top);
    List<FactSheetQuestion> factSheet = FactSheets.read(top);
    if (title == null || image == null || terms == null) {
      return null;
    }
    return new Overview(
        title, description, image, terms, pages, reward, email, assay.report(), factSheet);
  }

  private void checkImage(Section top, String image) throws IOException {
    byte[] head;
    try (InputStream content = reading.content().open(image)) {
      head = content.readNBytes(ImageKind.HEAD);
    } catch (ArchiveFault fault) {
      reading.findings().add(fault.finding());
      return;
    }
    if (ImageKind.of(head).isEmpty()) {
      top.report(
          FindingCode.CMP_03,
          "image",
          "'"
              + image
              + "' is no JPEG, PNG, GIF or WebP picture; what counts is the content, not the name.",
          "Convert it to PNG.");
    }
  }

  private @Nullable PageDefinition terms(Section top, String key, boolean mayBeEmpty)
      throws IOException {
    String file = references.file(top, key, FindingCode.CMP_04, FindingCode.CMP_04);
    String content = file == null ? null : text(top, key, file);
    if (file == null || content == null) {
      return null;
    }
    if (AssaySection.saysNoTerms(top)) {
      return new PageDefinition("Terms", file, "");
    }
    if (content.isBlank()) {
      top.report(
          top.finding(FindingCode.CMP_04, key, "'" + file + "' is empty.")
              .as(Values.severity(!mayBeEmpty))
              .fix("Write the terms of participation into it."));
    }
    PageMedia.check(top, key, file, content);
    return new PageDefinition("Terms", file, content);
  }

  private List<PageDefinition> pages(Section top) throws IOException {
    List<PageDefinition> pages = new ArrayList<>();
    YamlNode value = top.takeUnlessNull("pages");
    if (value == null || (value instanceof YamlNode.Sequence empty && empty.items().isEmpty())) {
      top.report(
          FindingCode.PAG_01,
          "pages",
          "The competition has no pages.",
          "Write 'pages:' with a title and a file for each.");
      return pages;
    }
    YamlNode.Sequence list =
        top.list("pages", FindingCode.PAG_02, "Write a list of mappings with 'title' and 'file'.");
    if (list == null) {
      return pages;
    }
    for (Section section : top.sections("pages", list, FindingCode.PAG_02)) {
      String title = Values.required(section, "title", MAX_PAGE_TITLE, FindingCode.PAG_02);
      String file = references.file(section, "file", FindingCode.PAG_02, FindingCode.PAG_03);
      String content = file == null ? null : text(section, "file", file);
      section.ignore("index");
      section.finish();
      boolean isEmpty = PageDefinition.PLACEHOLDER.equals(content);
      if (file != null && content != null) {
        checkNotBlank(section, "file", file, content, false);
        PageMedia.check(section, "file", file, content);
      }
      if (title != null && file != null && content != null) {
        pages.add(new PageDefinition(title, file, isEmpty ? "" : content));
      }
    }
    return pages;
  }

  private static void checkNotBlank(
      Section section, String key, String file, String content, boolean isLegacy) {
    if (content.isBlank()) {
      section.report(
          section
              .finding(FindingCode.PAG_04, key, "The page '" + file + "' is empty.")
              .codabenchRefuses(!isLegacy)
              .fix("Write something into it, or remove the page."));
    }
  }

  private @Nullable String text(Section section, String key, String file) throws IOException {
    long size = reading.content().entry(file).map(SourceEntry::size).orElse(0L);
    if (size > MAX_PAGE_BYTES) {
      section.report(
          FindingCode.CMP_10,
          key,
          "'%s' has %,d bytes; %,d are allowed.".formatted(file, size, MAX_PAGE_BYTES),
          "Shorten it.");
      return null;
    }
    Findings findings = reading.findings();
    try (InputStream content = reading.content().open(file)) {
      Optional<String> text = Utf8.decode(file, content.readAllBytes(), findings);
      return text.map(t -> t.replace("\r\n", "\n").replace('\r', '\n'))
          .filter(t -> isText(file, t))
          .orElse(null);
    } catch (ArchiveFault fault) {
      findings.add(fault.finding());
      return null;
    } catch (IOException e) {
      findings.add(
          Finding.of(
                  FindingCode.PAG_03, Place.in(file), "The file cannot be read: " + e.getMessage())
              .as(Values.severity(true)));
      return null;
    }
  }

  /** No database keeps zero characters; a file that has them was written in another encoding. */
  private boolean isText(String file, String content) {
    int zero = content.indexOf('\0');
    if (zero < 0) {
      return true;
    }
    int line = (int) content.substring(0, zero).lines().count();
    int column = zero - content.lastIndexOf('\n', zero);
    reading
        .findings()
        .add(
            Finding.of(
                    FindingCode.YML_09,
                    new Place(file, Math.max(1, line), column, null, null),
                    "The file contains a zero character; it seems to be UTF-16, or no text at all.")
                .fix("Save it as UTF-8."));
    return false;
  }

  static boolean isEmail(String text) {
    return text.length() <= MAX_EMAIL && EMAIL.matcher(text).matches();
  }

  private static @Nullable String email(Section top) {
    String email = Values.optional(top, "contact_email", MAX_EMAIL);
    if (email == null || email.isEmpty()) {
      return null;
    }
    if (!isEmail(email)) {
      top.report(
          FindingCode.CMP_08,
          "contact_email",
          "'" + email + "' is no e-mail address.",
          "Write one such as jane@example.org.");
    }
    return email;
  }
}
