package org.triageledger.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Adds to the API's description what every operation can answer in place of what was asked: a problem (RFC 9457), by the rules that
 * hold for all of them. What an operation says itself of a status stays.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ProblemResponses implements OASFilter {
    private static final String API = "/api/v1";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, PathItem> paths =
                Optional.ofNullable(api.getPaths()).map(Paths::getPathItems).orElse(Map.of());
        paths.forEach((path, item) -> {
            if (PagedLists.LISTS.containsKey(path)) {
                item.getGET()
                        .addParameter(number("page", "A part of the list: which page, from 1 on"))
                        .addParameter(number(
                                "size",
                                "A part of the list: how many elements a page has, 50 without it, at most "
                                        + PagedLists.LARGEST_SIZE
                                        + ". Link fields (RFC 8288) lead to the other pages"));
            }
            if (path.startsWith(API)) {
                item.getOperations()
                        .forEach((method, operation) ->
                                describe(path, parameters(item, operation), method != HttpMethod.GET, operation));
            }
        });
    }

    private static Parameter number(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(description)
                .schema(OASFactory.createSchema().addType(SchemaType.INTEGER));
    }

    private static List<Parameter> parameters(PathItem item, Operation operation) {
        return Stream.of(item.getParameters(), operation.getParameters())
                .flatMap(parameters -> parameters == null ? Stream.empty() : parameters.stream())
                .toList();
    }

    private static void describe(String path, List<Parameter> parameters, boolean changes, Operation operation) {
        APIResponses responses = operation.getResponses();
        if (changes) {
            add(responses, "400", "It cannot be done so; the detail says why, and nothing was changed");
        } else if (parameters.stream().anyMatch(parameter -> parameter.getIn() == Parameter.In.QUERY)) {
            add(
                    responses,
                    "400",
                    "A parameter cannot be read, such as a day that does not exist; the detail says what to write");
        }
        if (operation.getRequestBody() != null) {
            add(responses, "415", "What was sent is not application/json");
        }
        add(responses, "401", "Nobody is signed in");
        add(responses, "403", "Not for this account to see or do");
        if (path.contains("{")) {
            add(responses, "404", "Nothing is known by this id");
        }
    }

    private static void add(APIResponses responses, String status, String description) {
        APIResponse response = Optional.ofNullable(responses.getAPIResponse(status))
                .orElseGet(() -> OASFactory.createAPIResponse().description(description));
        response.setContent(OASFactory.createContent()
                .addMediaType(
                        ApiResource.PROBLEM,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("Problem"))));
        responses.addAPIResponse(status, response);
    }
}
