package dev.assay.server.web;

import org.springframework.web.multipart.MultipartFile;

/** What senders of forms call their files. */
public final class SentName {
  private SentName() {}

  /**
   * @param otherwise for one that came without a name
   */
  public static String of(MultipartFile file, String otherwise) {
    var name = file.getOriginalFilename();
    return name == null || name.isBlank() ? otherwise : name;
  }
}
