package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The documentation and the licence of this version, as they are written: Markdown, shown as text. */
@Path("documentation")
@Blocking
public class DocumentationResource {
    private static final String HERE = "/documentation";

    private static final List<Text> TEXTS = List.of(
            new Text("readme", "README.md", "Readme", "What it does, and how to begin"),
            new Text("operations", "operations.md", "Operations", "How to run it, and every setting"),
            new Text("api", "api.md", "API", "How programs use it, in shell and Python"),
            new Text("accuracy", "accuracy.md", "Accuracy", "How often mail is judged right, measured"),
            new Text("architecture", "ARCHITECTURE.md", "Architecture", "How it is built, and the words it uses"),
            new Text("licence", "LICENSE", "Licence", "Apache License 2.0"));

    private final PageFrames frames;

    DocumentationResource(PageFrames frames) {
        this.frames = frames;
    }

    /**
     * A text that is part of the program.
     *
     * @param name in its address
     * @param file its name among the resources
     */
    public record Text(String name, String file, String title, String what) {}

    @GET
    @Produces(MediaType.TEXT_HTML)
    @PermitAll
    @Operation(hidden = true)
    public TemplateInstance all() {
        return new Pages.documentation(frames.open("Documentation", HERE), TEXTS);
    }

    @GET
    @Path("{name}")
    @Produces("text/plain;charset=UTF-8")
    @PermitAll
    @Operation(hidden = true)
    public String text(@PathParam("name") String name) {
        Text text = TEXTS.stream()
                .filter(known -> known.name.equals(name))
                .findFirst()
                .orElseThrow(NotFoundException::new);
        try (InputStream stream = DocumentationResource.class.getResourceAsStream(HERE + "/" + text.file)) {
            if (stream == null) {
                throw new NotFoundException();
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
