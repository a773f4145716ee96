#include <libxml/xmlversion.h>
// With ICU, libxml2's headers bring ICU's in, which Foundation declares too, in another version: the two cannot stand in
// one module. The fields that go are at the end of a structure that only libxml2 makes.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
