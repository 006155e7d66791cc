package dev.assay.cli;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/** What went wrong with a file or a connection, for people who do not know Java. */
public final class IoWords {
  private IoWords() {}

  /** A few words without a full stop, such as {@code permission denied}. */
  public static String of(IOException failure) {
    return switch (failure) {
      case NoSuchFileException e -> "there is no " + e.getFile();
      case AccessDeniedException e -> "permission denied at " + e.getFile();
      case FileAlreadyExistsException e -> e.getFile() + " is there already and is no folder";
      case NotDirectoryException e -> e.getFile() + " is no folder";
      case FileSystemException e -> said(e.getReason(), e);
      case UnknownHostException _ -> "its name is not known";
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          "its name is not known";
      case ConnectException _ -> "the connection is refused";
      case HttpTimeoutException _ -> "it takes too long";
      case EOFException _ -> "the connection broke";
      // The HTTP client wraps what happened in words about itself.
      default ->
          failure.getCause() instanceof IOException cause
              ? of(cause)
              : said(failure.getMessage(), failure);
    };
  }

  private static String said(@Nullable String words, IOException failure) {
    return words == null || words.isBlank() ? failure.getClass().getSimpleName() : words;
  }
}
