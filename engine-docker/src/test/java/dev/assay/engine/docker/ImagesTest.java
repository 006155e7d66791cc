package dev.assay.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagesTest {

  @ParameterizedTest
  @CsvSource({
    "python, python:latest",
    "python:3.11, python:3.11",
    "127.0.0.1:5000/team/image, 127.0.0.1:5000/team/image:latest",
    "127.0.0.1:5000/team/image:2, 127.0.0.1:5000/team/image:2",
    "image@sha256:00, image@sha256:00"
  })
  void an_image_without_a_tag_means_the_latest_and_not_all_of_them(String asked, String pulled) {
    assertThat(Images.withTag(asked)).isEqualTo(pulled);
  }
}
