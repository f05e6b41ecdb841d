/*
 * Metadata: the information dictionary and XMP say the same; the file claims
 * PDF/UA-1 and PDF/A-2a (3a with attachments); its colours are sRGB's.
 *
 * PDF/A knows no « pdfuaid »: XMP describes that schema to it. XMP stays
 * uncompressed, for programs that look for it without reading PDF.
 */
#include "pdf/parts_int.h"

static void put_pdf_date(buf *b, const char *key, date day) {
    if (!date_has(day))
        return;
    day = date_first(day);
    buf_fmt(b, "%s(D:%04d%02d%02d000000Z)", key, day.year, day.month, day.day);
}

static void put_entry(buf *b, const char *key, str value) {
    if (!value.n)
        return;
    buf_z(b, key);
    put_text(b, value);
}

static void write_info(pdf_job *j) {
    const metadata *m = &j->pages->meta;
    buf *b = &j->scratch;
    b->n = 0;
    buf_z(b, "<<");
    put_entry(b, "/Title", m->title);
    put_entry(b, "/Author", m->author);
    put_entry(b, "/Subject", m->subject);
    put_entry(b, "/Keywords", m->keywords);
    put_entry(b, "/Producer", m->producer);
    put_pdf_date(b, "/CreationDate", m->day);
    put_pdf_date(b, "/ModDate", m->day);
    buf_z(b, ">>");
    pdf_put_info(j->file, buf_slice(b));
}

/* --- XMP --- */

static void put_simple(buf *b, const char *name, str value) {
    if (!value.n)
        return;
    buf_fmt(b, "<%s>", name);
    put_xml(b, value);
    buf_fmt(b, "</%s>\n", name);
}

/* An alternative by language: the document's own, and the default. */
static void put_alternative(buf *b, const char *name, str value, str lang) {
    if (!value.n)
        return;
    buf_fmt(b, "<%s><rdf:Alt><rdf:li xml:lang=\"x-default\">", name);
    put_xml(b, value);
    buf_z(b, "</rdf:li>");
    if (lang.n) {
        buf_z(b, "<rdf:li xml:lang=\"");
        put_xml(b, lang);
        buf_z(b, "\">");
        put_xml(b, value);
        buf_z(b, "</rdf:li>");
    }
    buf_fmt(b, "</rdf:Alt></%s>\n", name);
}

static void put_array(buf *b, const char *name, const char *kind, str value) {
    if (!value.n)
        return;
    buf_fmt(b, "<%s><rdf:%s><rdf:li>", name, kind);
    put_xml(b, value);
    buf_fmt(b, "</rdf:li></rdf:%s></%s>\n", kind, name);
}

static void put_xmp_date(buf *b, const char *name, date day) {
    if (!date_has(day))
        return;
    day = date_first(day);
    buf_fmt(b, "<%s>%04d-%02d-%02dT00:00:00Z</%s>\n", name, day.year, day.month,
            day.day, name);
}

static const char xmp_head[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
    " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"\n"
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n";

static const char xmp_tail[] =
    "</rdf:Description>\n"
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
    "</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 that the file follows"
    "</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";

static void write_xmp(pdf_job *j) {
    const metadata *m = &j->pages->meta;
    buf b = buf_new(j->a); /* kept: the stream is stored as it is */
    buf_z(&b, xmp_head);
    buf_fmt(&b, "<pdfaid:part>%d</pdfaid:part>\n",
            j->pages->attachments.n ? 3 : 2);
    buf_z(&b, "<pdfaid:conformance>A</pdfaid:conformance>\n"
              "<pdfuaid:part>1</pdfuaid:part>\n"
              "<dc:format>application/pdf</dc:format>\n");
    put_alternative(&b, "dc:title", m->title, m->lang);
    put_array(&b, "dc:creator", "Seq", m->author);
    put_alternative(&b, "dc:description", m->subject, m->lang);
    put_array(&b, "dc:language", "Bag", m->lang);
    put_simple(&b, "dc:identifier", m->identifier);
    put_simple(&b, "pdf:Keywords", m->keywords);
    put_simple(&b, "pdf:Producer", m->producer);
    put_simple(&b, "xmpMM:VersionID", m->version);
    put_xmp_date(&b, "xmp:CreateDate", m->day);
    put_xmp_date(&b, "xmp:ModifyDate", m->day);
    put_xmp_date(&b, "xmp:MetadataDate", m->day);
    buf_z(&b, xmp_tail);
    uint32_t id = pdf_reserve(j->file);
    pdf_put_plain(j->file, id, S("/Type/Metadata/Subtype/XML"), buf_slice(&b));
    pdf_catalog_reference(j->file, "Metadata", id);
}

/* --- Catalog --- */

/* An ICC profile of RGB, version 2 to 4 (PDF/A-2, 6.2.4.2). */
static bool is_rgb_profile(str icc) {
    return icc.n >= 132 && str_eq(str_sub(icc, 16, 20), S("RGB ")) &&
           str_eq(str_sub(icc, 36, 40), S("acsp")) && icc.p[8] >= 2 &&
           icc.p[8] <= 4;
}

static void write_intent(pdf_job *j) {
    if (!is_rgb_profile(j->options.icc)) {
        DIAG_AT(j->sink, E0711, SPAN_NONE, STR_NONE);
        return;
    }
    uint32_t profile = pdf_reserve(j->file);
    pdf_put_stream(j->file, profile, S("/N 3"), j->options.icc);
    uint32_t id = pdf_reserve(j->file);
    str value =
        str_fmt(j->a,
                "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier"
                "(sRGB IEC61966-2.1)/RegistryName(http://www.color.org)"
                "/Info(sRGB IEC61966-2.1)/DestOutputProfile %u 0 R>>]",
                profile);
    pdf_put(j->file, id, value);
    pdf_catalog_reference(j->file, "OutputIntents", id);
}

static void add_to_catalog(pdf_job *j, const char *key, str value) {
    uint32_t id = pdf_reserve(j->file);
    pdf_put(j->file, id, value);
    pdf_catalog_reference(j->file, key, id);
}

void write_metadata(pdf_job *j) {
    write_info(j);
    write_xmp(j);
    write_intent(j);
    pdf_catalog_ascii(j->file, "Lang", j->pages->meta.lang);
    add_to_catalog(j, "MarkInfo", S("<</Marked true>>"));
    add_to_catalog(j, "ViewerPreferences", S("<</DisplayDocTitle true>>"));
}
