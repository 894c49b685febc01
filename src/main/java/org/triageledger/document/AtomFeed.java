package org.triageledger.document;

import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A feed as Atom (RFC 4287), with text alone.
 *
 * @param id an IRI that stays the same for ever
 * @param self its own address, and {@code page} that of the same for people; relative ones are resolved against where it was read
 * @param entries the latest first
 */
public record AtomFeed(String id, String title, String self, String page, Instant updated, List<Entry> entries) {
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    /**
     * One entry.
     *
     * @param id an IRI that stays the same for ever
     * @param author who did it, by name
     */
    public record Entry(String id, String title, String author, Instant updated, String page, String text) {}

    /** As a whole document in UTF-8. */
    public String xml() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            element(xml, "id", id);
            element(xml, "title", title);
            element(xml, "updated", updated.toString());
            link(xml, "self", self);
            link(xml, "alternate", page);
            for (Entry entry : entries) {
                xml.writeStartElement("entry");
                element(xml, "id", entry.id);
                element(xml, "title", entry.title);
                element(xml, "updated", entry.updated.toString());
                xml.writeStartElement("author");
                element(xml, "name", entry.author);
                xml.writeEndElement();
                link(xml, "alternate", entry.page);
                element(xml, "content", entry.text);
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    /** Plain text is what Atom takes an element for that names no other type (§3.1.1). */
    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(allowed(text));
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String relation, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", address);
    }

    /** Without the characters that no document of XML 1.0 can have (§2.2). */
    private static String allowed(String text) {
        return text.codePoints()
                .map(each -> isAllowed(each) ? each : 0xFFFD)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static boolean isAllowed(int each) {
        return each == '\t'
                || each == '\n'
                || each >= 0x20 && each <= 0xD7FF
                || each >= 0xE000 && each <= 0xFFFD
                || each >= 0x10000;
    }
}
