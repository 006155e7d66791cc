package dev.assay.bundle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.program.ContainerRole;
import dev.assay.bundle.program.ProgramMetadata;
import dev.assay.bundle.program.RunMetadata;
import dev.assay.bundle.program.Variables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Metadata names a command, or says why not; so does the file that a step leaves. */
final class MetadataFire implements FuzzTarget.Fire {

  @Override
  public void at(byte[] input, Path folder) throws IOException {
    Files.write(folder.resolve(RunMetadata.FILE), input);
    var codes = RunMetadata.exitCodes(folder);
    assertThat(codes.program() == null || codes.program() >= 0).isTrue();
    switch (ProgramMetadata.read(folder)) {
      case ProgramMetadata.Command command -> run(command);
      case ProgramMetadata.WithoutCommand without -> assertThat(without.why()).isNotBlank();
      case ProgramMetadata.Unusable unusable -> assertThat(unusable.why()).isNotBlank();
      case ProgramMetadata.Absent _ -> throw new AssertionError("the file is there");
    }
  }

  private static void run(ProgramMetadata.Command command) {
    assertThat(command.words()).isNotEmpty();
    for (ContainerRole role : ContainerRole.values()) {
      assertThat(command.arguments(role)).hasSameSizeAs(command.words());
    }
    command.words().forEach(word -> assertThat(Variables.unknownIn(word)).isNotNull());
  }

  @Override
  public Stream<byte[]> seeds() {
    return Stream.of(
            Seeds.words("dev.assay.bundle.program.ProgramMetadataTest"),
            Seeds.words("dev.assay.bundle.program.ProgramMetadataTest")
                .map(word -> "command: " + word),
            Stream.of(
                "command: python3 $program/score.py $input \"$output\" 'a b' c\\ d $shared\n",
                "exitCode: 137\nelapsedTime: 1.500000\ningestionExitCode: 0\n"))
        .flatMap(words -> words)
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }
}
