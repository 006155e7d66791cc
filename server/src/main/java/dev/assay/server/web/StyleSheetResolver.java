package dev.assay.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.AbstractResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Puts the files that {@code site.css} imports in its place, so that a component keeps a style file
 * of its own and a browser still fetches one. It stands before the hashing of contents, which would
 * otherwise not notice a change in an imported file.
 */
final class StyleSheetResolver extends AbstractResourceResolver {

  private static final String SHEET = "css/site.css";
  private static final Pattern IMPORT = Pattern.compile("@import \"([^\"]+)\";");

  @Override
  protected @Nullable Resource resolveResourceInternal(
      @Nullable HttpServletRequest request,
      String path,
      List<? extends Resource> locations,
      ResourceResolverChain chain) {
    var resource = chain.resolveResource(request, path, locations);
    return resource == null || !path.equals(SHEET) ? resource : new Joined(resource);
  }

  @Override
  protected @Nullable String resolveUrlPathInternal(
      String path, List<? extends Resource> locations, ResourceResolverChain chain) {
    return chain.resolveUrlPath(path, locations);
  }

  private static final class Joined extends ByteArrayResource {

    private final Resource sheet;

    Joined(Resource sheet) {
      super(join(sheet), sheet.getDescription());
      this.sheet = sheet;
    }

    @Override
    public @Nullable String getFilename() {
      return sheet.getFilename();
    }

    @Override
    public long lastModified() throws IOException {
      return sheet.lastModified();
    }

    @Override
    public Resource createRelative(String relativePath) throws IOException {
      return sheet.createRelative(relativePath);
    }

    private static byte[] join(Resource sheet) {
      return IMPORT
          .matcher(read(sheet))
          .replaceAll(found -> Matcher.quoteReplacement(part(sheet, found.group(1))))
          .getBytes(StandardCharsets.UTF_8);
    }

    private static String part(Resource sheet, String name) {
      try {
        return read(sheet.createRelative(name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String read(Resource resource) {
      try {
        return resource.getContentAsString(StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
