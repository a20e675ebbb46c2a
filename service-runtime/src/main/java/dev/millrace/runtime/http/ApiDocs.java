package dev.millrace.runtime.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A service's OpenAPI document, and {@code GET /docs}, a page to read and try it on: Swagger UI
 * from the class path, which asks nothing of any other host. Needs nothing but the class path, so
 * it is there from the start.
 */
public final class ApiDocs {

  private static final String WEBJAR = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final String VERSION = Resources.properties(WEBJAR).getProperty("version");
  private static final String ASSETS = "META-INF/resources/webjars/swagger-ui/" + VERSION + "/";

  /** The only files of Swagger UI that are served. */
  private static final Map<String, String> ASSET_TYPES =
      Map.of("swagger-ui.css", "text/css", "swagger-ui-bundle.js", "text/javascript");

  private final byte[] document;
  private final String page;
  private final String policy;

  private ApiDocs(String path) {
    String start = Resources.text("docs/start.js");
    document = Resources.bytes(path.substring(1));
    page =
        Resources.text("docs/page.html")
            .replace("${version}", VERSION)
            .replace("${document}", path)
            .replace("${start}", start);
    policy = ContentPolicy.ownPageWith(start);
  }

  /**
   * Adds the routes.
   *
   * @param document path of the document, which is also its name on the class path: {@code
   *     /openapi.json}
   * @throws IllegalStateException if it is not on the class path
   */
  public static void addTo(RoutesConfig routes, String document) {
    var docs = new ApiDocs(document);
    routes.get(document, docs::document);
    routes.get("/docs", docs::page);
    routes.get("/docs/{version}/{file}", ApiDocs::asset);
  }

  private void document(Context ctx) {
    ctx.header("Cache-Control", "no-cache").contentType("application/json").result(document);
  }

  private void page(Context ctx) {
    ctx.header("Cache-Control", "no-cache")
        .header("Content-Security-Policy", policy)
        .contentType("text/html;charset=utf-8")
        .result(page.getBytes(StandardCharsets.UTF_8));
  }

  private static void asset(Context ctx) {
    String file = ctx.pathParam("file");
    String type = ASSET_TYPES.get(file);
    if (type == null || !ctx.pathParam("version").equals(VERSION)) {
      throw new NotFoundResponse();
    }
    ctx.header("Cache-Control", "public, max-age=31536000, immutable")
        .contentType(type + ";charset=utf-8")
        .result(Resources.open(ASSETS + file));
  }
}
