package dev.assay.cli;

import picocli.CommandLine.Command;

/** {@code assay images}: the images that Assay brings itself. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Looks after the images that Assay brings itself.",
    subcommands = BuildImagesCommand.class)
final class ImagesCommand extends CommandGroup {}
