package dev.assay.contract.codabench;

import java.util.UUID;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads a uuid as kombu writes it: as text before 5.3, since then as {@code {"__type__": "uuid",
 * "__value__": {"hex": …}}}. Written is always the text, which all of them read.
 */
final class CelerySecret extends StdDeserializer<UUID> {
  private static final int HEX_DIGITS = 32;

  CelerySecret() {
    super(UUID.class);
  }

  @Override
  public UUID deserialize(JsonParser parser, DeserializationContext context) {
    JsonNode node = context.readTree(parser);
    var text = node.isString() ? node.stringValue() : node.at("/__value__/hex").asString("");
    var hex = text.replace("-", "");
    if (hex.length() != HEX_DIGITS) {
      return context.reportInputMismatch(this, "The secret is no uuid: %d digits", hex.length());
    }
    try {
      return new UUID(
          Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
    } catch (NumberFormatException e) {
      return context.reportInputMismatch(this, "The secret is no uuid");
    }
  }
}
