package dev.assay.bundle.competition;

import dev.assay.bundle.FindingCode;
import dev.assay.bundle.Severity;
import dev.assay.bundle.yaml.YamlNode;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where and how the programs of a competition run. */
final class Executions {
  private static final int MAX_IMAGE = 128;
  private static final String SAMPLE = "python:3.11";
  private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]*");

  private Executions() {}

  static Execution read(Section top, AssaySection assay) {
    boolean hasImage = top.takeUnlessNull("docker_image") != null;
    return new Execution(image(top), !hasImage, queue(top), assay.sandbox());
  }

  /** In version 1.5 an empty image means the default without further words. */
  static Execution readLegacy(Section top, AssaySection assay) {
    YamlNode value = top.takeUnlessNull("competition_docker_image");
    boolean isEmpty = value instanceof YamlNode.Text text && text.raw().isBlank();
    String image =
        value == null || isEmpty ? Execution.DEFAULT_IMAGE : named(top, "competition_docker_image");
    return new Execution(image, value == null || isEmpty, queue(top), assay.sandbox());
  }

  private static String image(Section top) {
    YamlNode value = top.take("docker_image");
    if (value == null) {
      return Execution.DEFAULT_IMAGE;
    }
    if (value instanceof YamlNode.Null) {
      top.report(
          FindingCode.CMP_11,
          "docker_image",
          "'docker_image' is empty; the default is used: " + Execution.DEFAULT_IMAGE + ".",
          "Remove the key, or name an image.");
      return Execution.DEFAULT_IMAGE;
    }
    return named(top, "docker_image");
  }

  private static String named(Section top, String key) {
    String image = Values.required(top, key, MAX_IMAGE, FindingCode.CMP_05);
    if (image != null && !IMAGE.matcher(image).matches()) {
      top.report(
          FindingCode.CMP_05,
          key,
          "'" + image + "' cannot be the name of an image.",
          "Write it as 'docker pull' takes it: " + SAMPLE + ".");
    } else if (image != null && !ImageName.isWellFormed(image)) {
      // Codabench imports it, and a worker's image map may know what to take instead.
      top.report(
          top.finding(
                  FindingCode.CMP_05,
                  key,
                  "'" + image + "' is a name that no registry can have, so it cannot be pulled.")
              .as(Severity.WARNING)
              .fix("Write it as 'docker pull' takes it, in small letters: " + SAMPLE + "."));
    } else if (image != null && !ImageName.isExact(image)) {
      top.report(
          FindingCode.CMP_13,
          key,
          "'" + image + "' has no tag, so that what runs can change from one day to the next.",
          "Name a version, such as '" + image + ":1.0'.");
    }
    return image == null ? Execution.DEFAULT_IMAGE : image;
  }

  private static @Nullable UUID queue(Section top) {
    String queue = Values.optional(top, "queue", MAX_IMAGE);
    if (queue == null || queue.isEmpty()) {
      return null;
    }
    UUID uuid = Values.uuid(queue);
    if (uuid == null) {
      top.report(
          FindingCode.CMP_09,
          "queue",
          "'" + queue + "' is no key of a queue.",
          "Copy the key from the page of your queue, or remove the line.");
    }
    return uuid;
  }
}
