#define _GNU_SOURCE
// The floor for reading messages in XML: every document of the files through libxml2's SAX2 push parser, one parser for
// all, and callbacks that do nothing. Prints the number of documents.
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void start(
  void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces, const xmlChar **spaces,
  int attributes, int defaulted, const xmlChar **values) {}
static void end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {}
static void text(void *context, const xmlChar *characters, int length) {}

static void parse(xmlParserCtxtPtr parser, const char *document, size_t size) {
  xmlCtxtResetPush(parser, NULL, 0, NULL, NULL);
  const size_t chunk = 1 << 16;
  for (size_t offset = 0; offset < size; offset += chunk)
    xmlParseChunk(parser, document + offset, (int)(size - offset < chunk ? size - offset : chunk), 0);
  xmlParseChunk(parser, NULL, 0, 1);
}

int main(int count, char **paths) {
  xmlSAXHandler handler = {0};
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start;
  handler.endElementNs = end;
  handler.characters = text;
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
  size_t documents = 0;
  for (int index = 1; index < count; index++) {
    FILE *file = fopen(paths[index], "rb");
    if (!file) return perror(paths[index]), 66;
    fseek(file, 0, SEEK_END);
    size_t size = ftell(file);
    rewind(file);
    char *bytes = malloc(size);
    if (fread(bytes, 1, size, file) != size) return perror(paths[index]), 74;
    fclose(file);
    for (char *document = bytes, *limit = bytes + size; document < limit; documents++) {
      char *next = memmem(document + 1, limit - document - 1, "<?xml ", 6);
      parse(parser, document, (next ? next : limit) - document);
      document = next ? next : limit;
    }
    free(bytes);
  }
  printf("%zu documents\n", documents);
  return 0;
}
